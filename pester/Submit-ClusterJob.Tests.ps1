BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    Push-Location $TestDrive

    function Wait-TestJob([string] $Id) {
        $deadline = [DateTime]::UtcNow.AddSeconds(30)
        while (($job = Get-ClusterJob -Id $Id).IsLive -and [DateTime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        $job
    }
}

AfterAll {
    Pop-Location
    $env:MICROSTATUS_SETTINGS = $earlier
}

Describe 'Submit-ClusterJob' {
    # Here, while the folder of what the tests made is still there.
    AfterAll { Get-ClusterJob -State Running, Pending | Stop-ClusterJob -Confirm:$false }

    It 'runs a script where it is called, and keeps its output' {
        "#!/bin/bash`npwd" | Set-Content where.sh
        $job = Submit-ClusterJob ./where.sh
        $job | Should -BeOfType MicroStatus.Cluster.ClusterJob
        (Wait-TestJob $job.Id).State | Should -Be 'Completed'
        Get-Content where.log | Should -Be (Get-Location).ProviderPath
    }

    It 'runs on when its PowerShell is over' {
        "#!/bin/bash`nsleep 2; echo done" | Set-Content later.sh
        $module = (Get-Module MicroStatus).Path
        pwsh -NoProfile -Command "Import-Module '$module'; `$null = Submit-ClusterJob ./later.sh -SettingsPath '$($lab.Path)'"
        $job = Get-ClusterJob later
        (Wait-TestJob $job.Id).State | Should -Be 'Completed'
        Get-Content later.log | Should -Be 'done'
    }

    It 'runs a job with a comment once' {
        "#!/bin/bash`necho x" | Set-Content once.sh
        $first = Submit-ClusterJob ./once.sh -Comment 'run 1'
        $null = Wait-TestJob $first.Id
        $again = Submit-ClusterJob ./once.sh -Comment 'run 1' -WarningVariable warnings -WarningAction SilentlyContinue
        $again.Id | Should -Be $first.Id
        $warnings | Should -Match 'is there already'
        Get-Content once.log | Should -HaveCount 1
    }

    It 'ends a job when its time is over' {
        "#!/bin/bash`nsleep 300" | Set-Content long.sh
        $job = Submit-ClusterJob ./long.sh -TimeLimit 00:00:01
        (Wait-TestJob $job.Id).State | Should -Be 'TimedOut'
    }

    It 'writes nothing with -WhatIf' {
        $before = Get-FolderPrint $TestDrive
        Submit-ClusterJob ./where.sh -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $TestDrive | Should -Be $before
    }

    It 'names a script that there is not, and one that names no interpreter' {
        { Submit-ClusterJob ./nosuch.sh } | Should -Throw -ErrorId 'ClusterScriptNotFound,MicroStatus.Cluster.SubmitClusterJobCommand'
        'echo x' | Set-Content bare.sh
        { Submit-ClusterJob ./bare.sh } | Should -Throw -ErrorId 'ClusterRequestInvalid,MicroStatus.Cluster.SubmitClusterJobCommand'
    }

    It 'offers the partition' {
        Get-Offer 'Submit-ClusterJob x -Partition ' | Should -Be 'compute'
    }
}
