BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab 'lab'
    1..5 | ForEach-Object { $null = Step-DemoLab $lab.Path; $null = Invoke-StatusCheck -Step Storage, Acquisition }
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Invoke-TileSetJob' {
    It 'does here what a job has left undone, and no task twice' {
        $job = Get-Dataset -Name KC34_thymus | Test-TileSet -AsJob
        $null = $job | Receive-TileSetResult -Wait -PollInterval 00:00:01
        Remove-Item "$($job.Folder)/results/0.json"
        (Receive-TileSetResult $job.JobName -ListOnly).TasksDone | Should -Be 0
        Invoke-TileSetJob $job.Folder -WhatIf
        (Receive-TileSetResult $job.JobName -ListOnly).TasksDone | Should -Be 0
        $job | Invoke-TileSetJob
        (Receive-TileSetResult $job.JobName -ListOnly).State | Should -Be 'Finished'
        Invoke-TileSetJob $job.Folder -Task 0 -Verbose 4>&1 | Out-String | Should -Match 'Task 0: was done before'
    }

    It 'reports a folder that is no job, and a task that a job does not have' {
        { Invoke-TileSetJob $TestDrive -ErrorAction Stop } | Should -Throw -ErrorId 'TileJobNotFound,MicroStatus.Tiles.InvokeTileSetJobCommand'
        $job = Get-Dataset -Name KC34_thymus | Test-TileSet -AsJob
        { Invoke-TileSetJob $job.Folder -Task 99 -ErrorAction Stop } | Should -Throw -ErrorId 'TileTaskNotFound,MicroStatus.Tiles.InvokeTileSetJobCommand'
        $null = $job | Receive-TileSetResult -Wait -PollInterval 00:00:01
    }
}
