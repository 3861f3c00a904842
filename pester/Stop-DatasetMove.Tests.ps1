BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/MoveLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Stop-DatasetMove' {
    BeforeEach { $dataset = New-MoveLab ([guid]::NewGuid()) }

    It 'leaves the source whole, and a later move goes on where this one was' {
        Skip-WithoutRclone
        $before = Get-FolderPrint $dataset.Path
        Set-CopySpeed -Slow
        $move = $dataset | Start-DatasetMove -Confirm:$false
        Wait-Until { (Get-DatasetMove).Progress.Percent -gt 0 }
        $dataset | Stop-DatasetMove -WhatIf
        (Get-ClusterJob -Id $move.JobId).IsLive | Should -BeTrue

        ($move | Stop-DatasetMove -Confirm:$false -PassThru).State | Should -Be 'Cancelled'
        (Get-ClusterJob -Id $move.JobId).IsLive | Should -BeFalse
        Get-FolderPrint $dataset.Path | Should -Be $before
        Test-Path $move.Destination | Should -BeFalse
        (Get-Dataset -Id $dataset.Id).Moving | Should -BeFalse
        (Invoke-StatusCheck -Step Moves).Problems | Should -BeNullOrEmpty
        (Get-DatasetMove).State | Should -Be 'Cancelled'

        Set-CopySpeed
        $again = $dataset | Start-DatasetMove -Confirm:$false | Wait-DatasetMove -PollInterval 00:00:01
        $again.State | Should -Be 'Moved'
        $again.WorkFolder | Should -Be $move.WorkFolder
    }

    It 'says of a dataset that is not moved that there is nothing to stop, without asking' {
        { $dataset | Stop-DatasetMove -ErrorAction Stop } | Should -Throw -ErrorId 'MoveNotUnderWay,MicroStatus.Moves.StopDatasetMoveCommand'
    }

    It 'asks before it stops a move, unless told not to' {
        $attribute = (Get-Command Stop-DatasetMove).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }
}
