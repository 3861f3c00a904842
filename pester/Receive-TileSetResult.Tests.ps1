BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab 'lab'
    1..5 | ForEach-Object { $null = Step-DemoLab $lab.Path; $null = Invoke-StatusCheck -Step Storage, Acquisition }
    $set = @(Get-Dataset -Name KC34_thymus | Get-TileSet)[0]
    $file = [IO.File]::OpenWrite($set.Tiles[3].Path); $file.SetLength($file.Length - 100); $file.Dispose()
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Receive-TileSetResult' {
    It 'gives the findings of a job, the same that the test itself gives, as often as asked' {
        $direct = Get-Dataset -Name KC34_thymus | Test-TileSet -Deep
        $job = Get-Dataset -Name KC34_thymus | Test-TileSet -Deep -AsJob
        $job.IsUnderWay | Should -BeTrue
        $found = $job | Receive-TileSetResult -Wait -PollInterval 00:00:01
        $found.Finding | Should -Be $direct.Finding
        $found.Path | Should -Be $set.Tiles[3].Path
        (Receive-TileSetResult $job.JobName).Finding | Should -Be $direct.Finding
        (Receive-TileSetResult KC34_thymus -ListOnly).State | Should -Be 'Finished'
    }

    It 'reports a name that no job has' {
        { Receive-TileSetResult gone -ErrorAction Stop } | Should -Throw -ErrorId 'TileJobNotFound,MicroStatus.Tiles.ReceiveTileSetResultCommand'
    }

    It 'offers the names of jobs' {
        Get-Offer 'Receive-TileSetResult tiletest' | Should -Not -BeNullOrEmpty
    }
}
