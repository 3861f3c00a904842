BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    Push-Location $TestDrive
    "#!/bin/bash`nsleep 300 & wait" | Set-Content sleep.sh
}

AfterAll {
    Pop-Location
    $env:MICROSTATUS_SETTINGS = $earlier
}

Describe 'Stop-ClusterJob' {
    # Here, while the folder of what the tests made is still there.
    AfterAll { Get-ClusterJob -State Running, Pending | Stop-ClusterJob -Confirm:$false }

    It 'ends a job and outputs nothing' {
        $job = Submit-ClusterJob ./sleep.sh
        Stop-ClusterJob $job.Id -Confirm:$false | Should -BeNullOrEmpty
        (Get-ClusterJob -Id $job.Id).State | Should -Be 'Cancelled'
        Stop-ClusterJob $job.Id -Confirm:$false
    }

    It 'takes jobs from a pipeline and shows them when asked to' {
        $jobs = 'a', 'b' | ForEach-Object { Submit-ClusterJob ./sleep.sh -Name $_ }
        ($jobs | Stop-ClusterJob -Confirm:$false -PassThru).State | Should -Be 'Cancelled', 'Cancelled'
    }

    It 'ends nothing with -WhatIf' {
        $job = Submit-ClusterJob ./sleep.sh
        $before = Get-FolderPrint $lab.Path
        Stop-ClusterJob $job.Id -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $before
        (Get-ClusterJob -Id $job.Id).State | Should -Be 'Running'
    }

    It 'asks before it ends a job, unless told not to' {
        $attribute = (Get-Command Stop-ClusterJob).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'names a job that there is not' {
        { Stop-ClusterJob nosuch -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'ClusterJobNotFound,MicroStatus.Cluster.StopClusterJobCommand'
    }

    It 'offers ids' {
        $job = Submit-ClusterJob ./sleep.sh -Name offered
        Get-Offer 'Stop-ClusterJob ' | Should -Contain $job.Id
    }
}
