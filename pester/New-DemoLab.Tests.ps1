BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'New-DemoLab' {
    It 'makes a lab whose datasets exist as folders' {
        $lab = New-DemoLab (Join-Path $TestDrive made)
        $lab.Step | Should -Be 0
        $lab.SettingsPath | Should -Exist
        $lab.Datasets.Count | Should -BeGreaterThan 10
        $lab.Datasets.Modality | Select-Object -Unique | Sort-Object | Should -Be 'mesospim', 'rscm'
        $lab.Datasets[0].Path | Should -Exist
    }

    It 'makes nothing with -WhatIf' {
        $path = Join-Path $TestDrive imagined
        New-DemoLab $path -WhatIf | Should -BeNullOrEmpty
        $path | Should -Not -Exist
    }

    It 'refuses a folder that holds something' {
        $path = Join-Path $TestDrive full
        $null = New-Item -ItemType File (Join-Path $path keep.txt) -Force
        { New-DemoLab $path } | Should -Throw -ErrorId 'DemoLabExists,MicroStatus.Acquisition.NewDemoLabCommand'
    }

    It 'never deletes anything but a demo lab' {
        $path = Join-Path $TestDrive precious
        $null = New-Item -ItemType File (Join-Path $path keep.txt) -Force
        { New-DemoLab $path -Force } | Should -Throw -ErrorId 'NotADemoLab,MicroStatus.Acquisition.NewDemoLabCommand'
        Join-Path $path keep.txt | Should -Exist
    }

    It 'replaces an earlier demo lab with -Force' {
        $path = Join-Path $TestDrive again
        $null = New-DemoLab $path; $null = Step-DemoLab $path
        (New-DemoLab $path -Force).Step | Should -Be 0
    }

    It 'works in a folder whose name has a quote, spaces, brackets and a dollar sign' {
        $lab = New-DemoLab (Join-Path $TestDrive "it's [my] `$lab test")
        ($lab | Invoke-StatusCheck).Registered | Should -Be $lab.Datasets.Count
        $null = Step-DemoLab $lab.Path
        (Get-ClusterJob -SettingsPath $lab.SettingsPath).Name | Should -Contain 'DASK_SCHED'
        Get-Content -LiteralPath (Join-Path $lab.Path 'demo-cluster/log.txt') | Where-Object { $_ -like '* Start *WK2_femur*' } | Should -HaveCount 1
    }
}
