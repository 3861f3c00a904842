BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/ProcessingLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $needed = 'ServiceNeeded,MicroStatus.Processing.StopProcessingClusterCommand'
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Stop-ProcessingCluster' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $job = Start-WaitingJob DASK_SCHED $lab.Path
    }

    AfterEach { $job | Stop-ClusterJob -Confirm:$false -ErrorAction Ignore }

    It 'cancels the jobs of a cluster that nothing needs' {
        $decision = Stop-ProcessingCluster -Confirm:$false
        $decision.Act | Should -Be Stopped
        $decision.Jobs.Id | Should -Contain $job.Id
        (Get-ClusterJob -Id $job.Id).State | Should -Be Cancelled
    }

    It 'refuses what is needed, and what checks never stop' {
        $stitch = (Get-StatusSettings Rscm:Processing:Stitching:Folder).Value
        $null = New-Item -ItemType Directory (Join-Path $stitch queueStitch) -Force
        'rootDir="/x"' | Set-Content (Join-Path $stitch 'queueStitch/00001_None_00CL00_x.txt')
        Stop-ProcessingCluster * -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable fault | Should -BeNullOrEmpty
        $fault.FullyQualifiedErrorId | Should -Be $needed, $needed
        $fault.TargetObject | Should -Be 'stitching', 'denoising'
        (Get-ClusterJob -Id $job.Id).State | Should -Not -Be Cancelled

        (Stop-ProcessingCluster -Force -Confirm:$false).Act | Should -Be Stopped
        (Get-ClusterJob -Id $job.Id).State | Should -Be Cancelled
    }

    It 'changes nothing with -WhatIf' {
        $print = Get-ChildItem $lab.Path -Recurse -File -Exclude DASK_SCHED*, *.begun | ForEach-Object FullName
        Stop-ProcessingCluster * -Force -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $lab.Path -Recurse -File -Exclude DASK_SCHED*, *.begun | ForEach-Object FullName | Should -Be $print
        (Get-ClusterJob -Id $job.Id).State | Should -Not -Be Cancelled
    }

    It 'only observes in Observe mode' {
        Disable-StatusCheck -Confirm:$false
        { Stop-ProcessingCluster -Force -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MonitorObserves,MicroStatus.Processing.StopProcessingClusterCommand'
    }
}
