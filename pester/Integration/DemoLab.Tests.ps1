BeforeDiscovery {
    $steps = 0..5 | ForEach-Object { @{ Step = $_ } }
}

BeforeAll {
    . "$PSScriptRoot/../TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    # Not on TestDrive, which forgets after each block what the block wrote.
    $folder = [IO.Directory]::CreateTempSubdirectory('microstatus demo ').FullName
    $lab = New-DemoLab $folder
    $env:MICROSTATUS_SETTINGS = $folder
    $scenarios = @([MicroStatus.Acquisition.Demo.DemoScenarios]::All)
}

AfterAll {
    $env:MICROSTATUS_SETTINGS = $earlier
    Remove-Item -LiteralPath $folder -Recurse -Force
}

Describe 'A demo lab after <Step> steps' -ForEach $steps {
    BeforeAll {
        $now = if ($Step -gt 0) { Step-DemoLab } else { $lab }
        $report = Invoke-StatusCheck -PassThru
    }

    It 'is at that step, and each of its datasets has an expectation' {
        $now.Step | Should -Be $Step
        $scenarios.Name | Sort-Object | Should -Be ($lab.Datasets.Name | Sort-Object)
        $scenarios | ForEach-Object { @($_.Expected).Count } | Select-Object -Unique | Should -Be 6
    }

    It 'has every dataset in the expected status' {
        $wrong = foreach ($scenario in $scenarios) {
            $actual = ($report.Datasets | Where-Object Name -EQ $scenario.Name).ImagingStatus
            $expected = @($scenario.Expected)[$Step].Status
            if ($actual -ne $expected) { "$($scenario.Name) is $actual, not $expected" }
        }
        $wrong | Should -BeNullOrEmpty
        $report.Datasets.Count | Should -Be $scenarios.Count
    }

    It 'has asked for a person for the expected reasons' {
        $reasons = Get-DatasetEvent -Kind attention | Where-Object To
        $expected = $scenarios | Where-Object { @($_.Expected)[$Step].Attention }
        $expected.Count | Should -BeGreaterThan 0
        foreach ($scenario in $expected) {
            ($reasons | Where-Object Name -EQ $scenario.Name).To | Should -Contain (@($scenario.Expected)[$Step].Attention) -Because $scenario.Name
            ($report.Datasets | Where-Object Name -EQ $scenario.Name).Attention.Count | Should -BeGreaterThan 0
        }
    }

    It 'gives no reason where nobody is needed' {
        $calm = $report.Datasets | Where-Object { -not $_.NeedsAttention }
        $calm.Count | Should -BeGreaterThan 0
        $calm | ForEach-Object { $_.Attention } | Should -BeNullOrEmpty
    }

    It 'changes nothing at a second check once no job runs, and no file at one with -WhatIf' {
        Wait-LabJob
        $null = Invoke-StatusCheck
        Wait-LabJob
        $before = Get-FolderPrint $lab.Path
        (Invoke-StatusCheck -WhatIf).Changes.Count | Should -Be 0
        Get-FolderPrint $lab.Path | Should -Be $before
        (Invoke-StatusCheck).IsQuiet | Should -BeTrue
    }

    It 'has a history that ends in the present status' {
        foreach ($dataset in $report.Datasets | Where-Object Name -NotLike '*demo*') {
            ($dataset | Get-DatasetEvent -Kind registered, imaging | Select-Object -Last 1).To | Should -Be $dataset.ImagingStatusText -Because $dataset.Name
        }
    }
}
