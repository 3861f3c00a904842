BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/MoveLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Wait-DatasetMove' {
    BeforeEach { $dataset = New-MoveLab ([guid]::NewGuid()) }

    It 'comes back when nothing is under way' {
        Wait-DatasetMove | Should -BeNullOrEmpty
        { $dataset | Wait-DatasetMove -ErrorAction Stop } | Should -Throw -ErrorId 'MoveNotFound,MicroStatus.Moves.WaitDatasetMoveCommand'
    }

    It 'records the end of a move without a status check' {
        Skip-WithoutRclone
        $null = $dataset | Start-DatasetMove -Confirm:$false
        (Wait-DatasetMove -PollInterval 00:00:01).State | Should -Be 'Moved'
        (Get-Dataset -Id $dataset.Id).Moved | Should -BeTrue
        ($dataset | Wait-DatasetMove).State | Should -Be 'Moved'
        (Get-StatusMessage | Where-Object Kind -EQ moved).Id | Should -Be $dataset.Id
    }

    It 'gives up waiting after its timeout, and the move goes on' {
        Skip-WithoutRclone
        Set-CopySpeed -Slow
        $move = $dataset | Start-DatasetMove -Confirm:$false
        $move | Wait-DatasetMove -Timeout 00:00:02 -PollInterval 00:00:01 -ErrorVariable timedOut -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $timedOut.FullyQualifiedErrorId | Should -Be 'MoveWaitTimedOut,MicroStatus.Moves.WaitDatasetMoveCommand'
        (Get-ClusterJob -Id $move.JobId).IsLive | Should -BeTrue
        Stop-DatasetMove -Id $dataset.Id -Confirm:$false
        $stopped = $dataset | Wait-DatasetMove -ErrorVariable stopping -ErrorAction SilentlyContinue
        $stopped.State | Should -Be 'Cancelled'
        $stopping.FullyQualifiedErrorId | Should -Be 'MoveStopped,MicroStatus.Moves.WaitDatasetMoveCommand'
    }

    It 'reports a move that failed, with its reason' {
        '{ "Moves": { "CopyCommand": ["no-such-command"] } }' | Set-Content (Join-Path $lab.Path microstatus.local.json)
        $failed = $dataset | Start-DatasetMove -Confirm:$false | Wait-DatasetMove -PollInterval 00:00:01 -ErrorVariable failing -ErrorAction SilentlyContinue
        $failed.State | Should -Be 'Failed'
        $failed.NextTry | Should -BeGreaterThan $failed.Submitted
        $failing.FullyQualifiedErrorId | Should -Be 'MoveFailed,MicroStatus.Moves.WaitDatasetMoveCommand'
        $failing.Exception.Message | Should -BeLike '*there is no no-such-command on this machine*'
        (Get-DatasetMove -Explain -State Failed).Obstacles.Rule | Should -Be 'retry'
        Test-Path $dataset.Path | Should -BeTrue
    }
}
