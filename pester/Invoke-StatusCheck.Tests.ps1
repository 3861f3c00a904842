BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Invoke-StatusCheck' {
    BeforeEach { $lab = New-TestLab ([guid]::NewGuid()) }

    It 'records every dataset at the first check' {
        $report = Invoke-StatusCheck
        $report.Registered | Should -Be $lab.Datasets.Count
        $report.Mode | Should -Be 'Active'
        $report.IsWhatIf | Should -BeFalse
        (Get-Dataset).Name | Sort-Object | Should -Be ($lab.Datasets.Name | Sort-Object)
    }

    It 'changes nothing at a second check right after' {
        $null = Invoke-StatusCheck
        Wait-LabJob; $null = Invoke-StatusCheck # what was begun has ended meanwhile
        (Invoke-StatusCheck).IsQuiet | Should -BeTrue
    }

    It 'changes no file with -WhatIf, and tells what it would change' {
        $before = Get-FolderPrint $lab.Path
        $report = Invoke-StatusCheck -WhatIf
        $report.IsWhatIf | Should -BeTrue
        $report.Changes.Count | Should -BeGreaterOrEqual $lab.Datasets.Count
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'decides with -WhatIf what it then does' {
        # What comes of a change, a check without acts cannot tell: processing follows on imaging.
        $null = Invoke-StatusCheck; Wait-LabJob; $null = Step-DemoLab
        $told = (Invoke-StatusCheck -WhatIf -Step Storage, Acquisition).Changes | ForEach-Object { "$($_.Id) $($_.What) $($_.To)" }
        $done = (Invoke-StatusCheck -Step Storage, Acquisition).Changes | ForEach-Object { "$($_.Id) $($_.What) $($_.To)" }
        $told.Count | Should -BeGreaterThan 5
        $told | Should -Be $done
    }

    It 'takes one step alone' {
        $report = Invoke-StatusCheck -Step Storage
        $report.Registered | Should -Be 0
        ($report.Steps | Where-Object State -EQ Done).Step | Should -Be 'Storage'
    }

    It 'adds the datasets with -PassThru, which can be piped on and indexed' {
        $report = Invoke-StatusCheck -PassThru
        $report.Datasets.Count | Should -Be $lab.Datasets.Count
        $report.Datasets[2].Id | Should -Be 3
        $report.Datasets | Get-DatasetEvent -Kind registered | Should -HaveCount $lab.Datasets.Count
    }

    It 'says what changed in its view' {
        $text = Invoke-StatusCheck -Step Storage, Acquisition | Out-String -Width 200
        $text | Should -Match "; $($lab.Datasets.Count) new"
        $text | Should -Match 'registered: - -> in_progress  Found on FastStore\.'
        (Invoke-StatusCheck -Step Storage, Acquisition | Out-String) | Should -Match 'Nothing has changed\.'
    }

    It 'says where it looked when there are no settings' {
        { Invoke-StatusCheck -SettingsPath (Join-Path $TestDrive nowhere) } |
            Should -Throw -ErrorId 'SettingsNotFound,MicroStatus.Checks.InvokeStatusCheckCommand'
    }

    It 'offers its steps' {
        Get-Offer 'Invoke-StatusCheck -Step St' | Should -Be 'Storage'
    }
}
