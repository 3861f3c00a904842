BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    . "$PSScriptRoot/MoveLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Start-DatasetMove' {
    BeforeEach { $dataset = New-MoveLab ([guid]::NewGuid()) }

    It 'moves a dataset with every byte of it' {
        Skip-WithoutRclone
        $files = Get-ChildItem $dataset.Path -Recurse -File | Get-FileHash
        $move = $dataset | Start-DatasetMove -Reason 'FastStore is full.' -Confirm:$false
        $move.State | Should -Be 'Queued'
        $move.Origin | Should -Be 'Person'
        ($move | Wait-DatasetMove -PollInterval 00:00:01).State | Should -Be 'Moved'
        $moved = Get-Dataset -Id $dataset.Id
        $moved.PathOnHive | Should -Be $move.Destination
        Test-Path $dataset.Path | Should -BeFalse
        (Get-ChildItem $moved.PathOnHive -Recurse -File | Get-FileHash).Hash | Should -Be $files.Hash
        (Get-DatasetEvent -Id $dataset.Id -Kind move).Why | Should -Contain 'Asked for by a person. FastStore is full.'
    }

    It 'works with the lab that its datasets come from' {
        Skip-WithoutRclone
        $env:MICROSTATUS_SETTINGS = Join-Path $TestDrive nowhere
        $moved = Get-Dataset -Id $dataset.Id -SettingsPath $lab.SettingsPath | Start-DatasetMove -Confirm:$false | Wait-DatasetMove -PollInterval 00:00:01
        $moved.State | Should -Be 'Moved'
        $moved.SettingsPath | Should -Be $lab.SettingsPath
        { Get-Dataset -Id $dataset.Id -ErrorAction Stop } | Should -Throw -ErrorId 'SettingsNotFound*'
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        $dataset | Start-DatasetMove -WhatIf
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'refuses what is <What>, with every reason' -ForEach @(
        @{ What = 'paused'; Prepare = { Set-Dataset -Id $dataset.Id -Paused $true }; Why = '*It is paused.*' }
        @{ What = 'not processed'; Prepare = { Set-Dataset -Id $dataset.Id -ProcessingStatus NotStarted -Force }; Why = '*has not finished*' }
    ) {
        & $Prepare
        $dataset | Start-DatasetMove -Confirm:$false -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be 'MoveHeldBack,MicroStatus.Moves.StartDatasetMoveCommand'
        $refused.Exception.Message | Should -BeLike $Why
    }

    It 'refuses what is being imaged, with -Force too, and goes on with the next' {
        Get-Dataset M3_kidney_stack2, DU3_heart | Start-DatasetMove -Force -Confirm:$false -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused.FullyQualifiedErrorId | Should -Be (@('MoveHeldBack,MicroStatus.Moves.StartDatasetMoveCommand') * 2)
    }

    It 'leaves a database to the other monitor while it observes' {
        $null = Disable-StatusCheck -Confirm:$false
        { $dataset | Start-DatasetMove -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'MonitorObserves,MicroStatus.Moves.StartDatasetMoveCommand'
    }

    It 'asks before it begins, unless told not to' {
        $attribute = (Get-Command Start-DatasetMove).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'offers names' {
        Get-Offer 'Start-DatasetMove CE5' | Should -Be 'CE5_retina_stack1'
    }
}
