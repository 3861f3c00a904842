BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Get-Dataset' {
    It 'finds by <What>' -ForEach @(
        @{ What = 'id'; Find = { Get-Dataset -Id 1, 2 }; Holds = { $_.Id -in 1, 2 } }
        @{ What = 'name'; Find = { Get-Dataset m*_kidney* }; Holds = { $_.Name -like 'm*_kidney*' } }
        @{ What = 'PI'; Find = { Get-Dataset -Pi Müller, O* }; Holds = { $_.Pi -eq 'Müller' -or $_.Pi -like 'O*' } }
        @{ What = 'CL number'; Find = { Get-Dataset -ClNumber 5cl18 }; Holds = { $_.ClNumber -eq '5CL18' } }
        @{ What = 'modality'; Find = { Get-Dataset -Modality mesospim }; Holds = { $_.Modality -eq 'mesospim' } }
        @{ What = 'imaging status'; Find = { Get-Dataset -ImagingStatus Finished }; Holds = { $_.ImagingStatus -eq 'Finished' } }
        @{ What = 'processing status'; Find = { Get-Dataset -ProcessingStatus Finished }; Holds = { $_.ProcessingStatus -eq 'Finished' } }
        @{ What = 'need of a person'; Find = { Get-Dataset -NeedsAttention }; Holds = { $_.NeedsAttention } }
        @{ What = 'no need of a person'; Find = { Get-Dataset -NeedsAttention:$false }; Holds = { -not $_.NeedsAttention } }
        @{ What = 'place'; Find = { Get-Dataset -OnFastStore }; Holds = { $_.OnFastStore } }
        @{ What = 'two filters'; Find = { Get-Dataset * -Pi dutta -Modality rscm }; Holds = { $_.Pi -eq 'dutta' -and $_.Modality -eq 'rscm' } }
    ) {
        $found = @(& $Find)
        $expected = @(Get-Dataset | Where-Object $Holds)
        $expected.Count | Should -BeIn (1..($lab.Datasets.Count - 1))
        $found.Id | Should -Be $expected.Id
    }

    It 'finds by the time of recording' {
        Get-Dataset -Since (Get-Date).AddHours(-1) | Should -HaveCount $lab.Datasets.Count
        Get-Dataset -Since (Get-Date).AddHours(1) | Should -BeNullOrEmpty
    }

    It 'takes ids, names and objects from the pipeline' {
        (3, 1 | Get-Dataset).Id | Should -Be 3, 1
        ('M3*', 'DU3_heart' | Get-Dataset).Name | Should -Be 'M3_kidney_stack2', 'DU3_heart'
        (Get-Dataset -Id 5, 4 | Get-Dataset).Id | Should -Be 4, 5
        ($lab.Datasets | Get-Dataset).Name | Should -Be $lab.Datasets.Name
        ([pscustomobject]@{ Id = '3' } | Get-Dataset).Id | Should -Be 3
    }

    It 'gives an error for each id and name that is not there, and goes on' {
        $found = Get-Dataset -Id 999, 1 -ErrorVariable errors -ErrorAction SilentlyContinue
        $found.Id | Should -Be 1
        $errors.FullyQualifiedErrorId | Should -Be 'DatasetNotFound,MicroStatus.Datasets.GetDatasetCommand'
        $errors.TargetObject | Should -Be 999
        $errors.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        { Get-Dataset "it's" -ErrorAction Stop } | Should -Throw -ErrorId 'DatasetNotFound,MicroStatus.Datasets.GetDatasetCommand'
    }

    It 'gives no error for a pattern that matches nothing' {
        Get-Dataset zzz* -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }

    It 'stops when nobody wants more' {
        (Get-Dataset | Select-Object -First 2).Count | Should -Be 2
        (Get-Dataset -Id 1).Id | Should -Be 1
    }

    It 'leaves a database and its folder as they were' {
        $before = Get-FolderPrint $lab.Path
        $null = Get-Dataset
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'says with -Verbose which settings it used' {
        (Get-Dataset -Id 1 -Verbose 4>&1)[0].Message | Should -BeLike "*$($lab.SettingsPath)*"
    }

    It 'shows name, percent and status in a table of 80 columns' {
        $text = Get-Dataset DU3_heart, M3* | Out-String -Width 80
        $text | Should -Match '(?m)^ +\d+ +Müller +CL21 +M3_kidney_stack2 +rscm +in_progress \d+ %'
        ($text -split "`n" | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'shows reasons in a list, in CSV and in JSON' {
        $dataset = Get-Dataset D11_spine_stack2
        $dataset.Attention[0] | Should -BeLike 'vs_series.dat*'
        $dataset | Format-List | Out-String -Width 200 | Should -Match 'Attention +: vs_series\.dat'
        ($dataset | ConvertTo-Csv | ConvertFrom-Csv).Attention | Should -BeLike 'vs_series.dat*'
        ($dataset | ConvertTo-Json | ConvertFrom-Json).Attention[0] | Should -Be $dataset.Attention[0]
    }

    It 'offers <Offer> for <Line>' -ForEach @(
        @{ Line = 'Get-Dataset M3'; Offer = 'M3_kidney_stack2' }
        @{ Line = 'Get-Dataset -Pi O'; Offer = "'O''Brien'" }
        @{ Line = 'Get-Dataset -ClNumber 5'; Offer = '5CL18' }
        @{ Line = 'Get-Dataset -Modality m'; Offer = 'mesospim' }
        @{ Line = 'Get-Dataset -ImagingStatus N'; Offer = 'NeedsAttention' }
        @{ Line = 'Get-Dataset -ProcessingStatus St'; Offer = 'Started', 'Stitched' }
    ) {
        Get-Offer $Line | Should -Be $Offer
    }
}
