BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    Push-Location $TestDrive
    "#!/bin/bash`nsleep 300" | Set-Content sleep.sh
    "#!/bin/bash`nexit 3" | Set-Content fail.sh
    $sleeping = Submit-ClusterJob ./sleep.sh
    $failing = Submit-ClusterJob ./fail.sh
    $deadline = [DateTime]::UtcNow.AddSeconds(30)
    while ((Get-ClusterJob -Id $failing.Id).IsLive -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
}

AfterAll {
    Get-ClusterJob -State Running, Pending | Stop-ClusterJob -Confirm:$false
    Pop-Location
    $env:MICROSTATUS_SETTINGS = $earlier
}

Describe 'Get-ClusterJob' {
    It 'shows what runs and what ended' {
        (Get-ClusterJob).Name | Should -Be 'sleep', 'fail'
        (Get-ClusterJob -State Running).Id | Should -Be $sleeping.Id
        $failed = Get-ClusterJob f*
        $failed.State | Should -Be 'Failed'
        $failed.ExitCode | Should -Be 3
        $failed.Ended | Should -BeGreaterOrEqual $failed.Started
        $failed.Executor | Should -Be 'Local'
    }

    It 'takes jobs from a pipeline' {
        ($sleeping, $failing | Get-ClusterJob).Name | Should -Be 'sleep', 'fail'
    }

    It 'says of a job that nobody knows that it is unknown' {
        (Get-ClusterJob -Id local-0000000000000000).State | Should -Be 'Unknown'
        { Get-ClusterJob nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'ClusterJobNotFound,MicroStatus.Cluster.GetClusterJobCommand'
    }

    It 'changes nothing' {
        $before = Get-FolderPrint $lab.Path
        $null = Get-ClusterJob
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'shows a table of 80 columns' {
        $text = Get-ClusterJob | Out-String -Width 80
        $text | Should -Match 'Failed +3'
        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'offers names, ids and states' {
        Get-Offer 'Get-ClusterJob s' | Should -Be 'sleep'
        Get-Offer 'Get-ClusterJob -Id ' | Should -Contain $failing.Id
        Get-Offer 'Get-ClusterJob -State Time' | Should -Be 'TimedOut'
    }
}
