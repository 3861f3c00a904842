BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/MoveLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Resume-Dataset' {
    BeforeEach { $dataset = New-MoveLab ([guid]::NewGuid()) }

    It 'clears paused and tells the history' {
        Set-Dataset -Id $dataset.Id -Paused $true
        (Get-Dataset -Id $dataset.Id).MoveHeldBy | Should -Be 'It is paused.'
        ($dataset | Resume-Dataset -Reason 'It may go.' -PassThru).Paused | Should -BeFalse
        (Get-DatasetMove -Explain | Where-Object Id -EQ $dataset.Id).IsDue | Should -BeTrue
        (Get-DatasetEvent -Id $dataset.Id)[-1].Why | Should -Be 'Resumed by a person. It may go.'
    }

    It 'lets a stopped move go, which the next check then makes' {
        Skip-WithoutRclone
        Set-CopySpeed -Slow
        $null = $dataset | Start-DatasetMove -Confirm:$false
        $dataset | Stop-DatasetMove -Confirm:$false
        Set-CopySpeed
        (Get-DatasetMove -Explain | Where-Object Id -EQ $dataset.Id).Obstacles.Rule | Should -Be 'hold'
        Get-DatasetMove -State Cancelled | Resume-Dataset
        $null = Invoke-StatusCheck
        (Wait-DatasetMove -PollInterval 00:00:01).State | Should -Be 'Moved'
    }

    It 'says when there is nothing to resume' {
        $dataset | Resume-Dataset -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -BeLike '*there is nothing to resume*'
    }

    It 'changes nothing with -WhatIf' {
        Set-Dataset -Id $dataset.Id -Paused $true
        $before = Get-FolderPrint $lab.Path
        $dataset | Resume-Dataset -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $before
    }
}
