BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/ProcessingLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Start-ProcessingCluster' {
    It 'changes nothing with -WhatIf' {
        $print = Get-FolderPrint $lab.Path
        Start-ProcessingCluster * -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $print
    }

    It 'runs the command that starts a cluster, once' {
        $decision = Start-ProcessingCluster denoising
        $decision.Name, $decision.Act | Should -Be 'denoising', 'Running'
        (Get-DatasetEvent | Where-Object Name -EQ denoising)[-1].To | Should -Be started

        (Start-ProcessingCluster denoising -WarningVariable said -WarningAction SilentlyContinue).Act | Should -Be AsItIs
        $said | Should -BeLike 'denoising: nothing was to be done*'
    }

    It 'starts nothing while all of its jobs are there' {
        $jobs = 'DASK_SCHED', 'DASK_WORKER', 'RSCM_Listen' | ForEach-Object { Start-WaitingJob $_ $lab.Path }
        try {
            (Start-ProcessingCluster -WarningAction SilentlyContinue).Act | Should -Be AsItIs
        }
        finally {
            $jobs | Stop-ClusterJob -Confirm:$false
        }
    }

    It 'tells that there is no such cluster' {
        { Start-ProcessingCluster nosuch -ErrorAction Stop } | Should -Throw -ErrorId 'ServiceNotFound,MicroStatus.Processing.StartProcessingClusterCommand'
    }

    It 'offers names' {
        Get-Offer 'Start-ProcessingCluster ' | Should -Be 'stitching', 'denoising'
    }

    It 'only observes in Observe mode' {
        Disable-StatusCheck -Confirm:$false
        { Start-ProcessingCluster -ErrorAction Stop } | Should -Throw -ErrorId 'MonitorObserves,MicroStatus.Processing.StartProcessingClusterCommand'
    }
}
