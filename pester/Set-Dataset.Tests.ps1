BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Set-Dataset' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck
    }

    It 'sets what is given, and nothing else' {
        $before = Get-Dataset M3_kidney_stack2
        $after = Set-Dataset M3_kidney_stack2 -Pi DUTTA -ClNumber 77CL7 -Paused $true -KeepComposites $true -PassThru
        $after.Pi, $after.ClNumber | Should -Be 'dutta', '77CL7'
        $after.Paused, $after.KeepComposites | Should -Be $true, $true
        $own = 'Pi', 'ClNumber', 'Paused', 'KeepComposites', 'MoveHeldBy'
        $after | Select-Object * -ExcludeProperty $own | ConvertTo-Json | Should -Be ($before | Select-Object * -ExcludeProperty $own | ConvertTo-Json)
    }

    It 'takes datasets from a pipeline by their ids alone' {
        $stale = Get-Dataset -Modality mesospim
        $null = Set-Dataset DU3_heart -Public $true
        $stale | Set-Dataset -Paused $true
        Get-Dataset -Modality mesospim | ForEach-Object Paused | Should -Not -Contain $false
        (Get-Dataset DU3_heart).Public | Should -BeTrue
    }

    It 'keeps each change in the history with user, host and reason' {
        Set-Dataset DU3_heart -Paused $true -Pi Müller -Reason 'Wrong folder.'
        $events = Get-Dataset DU3_heart | Get-DatasetEvent -Kind edited
        $events.Field | Should -Be 'pi', 'paused'
        $events[0].From, $events[0].To | Should -Be 'dutta', 'Müller'
        $events[0].Why | Should -Be 'Set by a person. Wrong folder.'
        $events[0].Who | Should -Be "$([Environment]::UserName)@$([Environment]::MachineName)"
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Get-Dataset | Set-Dataset -Paused $true -Pi dutta -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'imaging finished by hand'; Set = { Set-Dataset M3_kidney_stack2 -ImagingStatus Finished -ErrorAction Stop }; Id = 'DatasetTransitionRefused' }
        @{ What = 'a PI that is not there'; Set = { Set-Dataset M3_kidney_stack2 -Pi duta -ErrorAction Stop }; Id = 'PiNotFound' }
        @{ What = 'a CL number that is none'; Set = { Set-Dataset M3_kidney_stack2 -ClNumber 5-18 -ErrorAction Stop }; Id = 'ClNumberInvalid' }
        @{ What = 'a name that is a path'; Set = { Set-Dataset M3_kidney_stack2 -NewName a/b -ErrorAction Stop }; Id = 'DatasetNameInvalid' }
        @{ What = 'to set nothing'; Set = { Set-Dataset M3_kidney_stack2 -Reason x -ErrorAction Stop }; Id = 'DatasetNothingToSet' }
        @{ What = 'a dataset that is not there'; Set = { Set-Dataset nosuch -Paused $true -ErrorAction Stop }; Id = 'DatasetNotFound' }
    ) {
        $before = (Get-Dataset | ConvertTo-Json -Depth 3)
        $Set | Should -Throw -ErrorId "$Id,MicroStatus.Datasets.SetDatasetCommand"
        (Get-Dataset | ConvertTo-Json -Depth 3) | Should -Be $before
    }

    It 'makes a refused change with -Force' {
        Set-Dataset M3_kidney_stack2 -Pi newcomer-n -ImagingStatus Finished -Force
        (Get-Dataset M3_kidney_stack2).Pi | Should -Be 'newcomer-n'
        (Get-Dataset M3_kidney_stack2).ImagingStatus | Should -Be 'Finished'
        (Get-DatasetEvent M3_kidney_stack2 -Kind edited)[0].Why | Should -Be 'Set by a person, with force.'
    }

    It 'lets the next check take imaging as a person ended it' {
        $dataset = Get-Dataset D9_spine_stack1
        $dataset.ImagingStatus | Should -Be 'NeedsAttention'
        Set-Dataset D9_spine_stack1 -ImagingStatus Finished
        $null = Invoke-StatusCheck
        $after = Get-Dataset D9_spine_stack1
        $after.ImagingStatus, $after.Paused | Should -Be 'Finished', $false
        $after.Attention | Should -BeNullOrEmpty
    }

    It 'lets the next check ask for a person again while the reason holds, without a new one' {
        $reasons = (Get-Dataset D11_spine_stack2).Attention
        Set-Dataset D11_spine_stack2 -ImagingStatus InProgress -Paused $false
        $null = Invoke-StatusCheck
        $after = Get-Dataset D11_spine_stack2
        $after.ImagingStatus, $after.Paused | Should -Be 'NeedsAttention', $true
        $after.Attention | Should -Be $reasons
        Get-DatasetEvent D11_spine_stack2 -Kind attention | Should -HaveCount 1
    }

    It 'leaves a pause that a person set' {
        Set-Dataset M3_kidney_stack2 -Paused $true
        $null = Step-DemoLab $lab.Path -Count 2 | Invoke-StatusCheck
        (Get-Dataset M3_kidney_stack2).Paused | Should -BeTrue
    }

    It 'works in Observe mode' {
        $file = Join-Path $lab.Path microstatus.local.json
        '{ "lab": { "mode": "Observe" } }' | Set-Content $file
        (Set-Dataset DU3_heart -Paused $true -PassThru).Paused | Should -BeTrue
    }

    It 'offers <Offer> for <Line>' -ForEach @(
        @{ Line = 'Set-Dataset DU'; Offer = 'DU3_heart' }
        @{ Line = 'Set-Dataset x -Pi k'; Offer = 'klimstra-w' }
        @{ Line = 'Set-Dataset x -ClNumber 5'; Offer = '5CL18' }
        @{ Line = 'Set-Dataset x -ImagingStatus N'; Offer = 'NeedsAttention' }
        @{ Line = 'Set-Dataset x -ProcessingStatus St'; Offer = 'Started', 'Stitched' }
        @{ Line = 'Set-Dataset x -Paused '; Offer = '$true', '$false' }
    ) {
        Get-Offer $Line | Should -Be $Offer
    }
}
