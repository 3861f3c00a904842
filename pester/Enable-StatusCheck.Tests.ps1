BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Enable-StatusCheck' {
    BeforeEach { $lab = New-TestLab ([guid]::NewGuid()) }

    It 'leaves an active database as it is' {
        (Enable-StatusCheck).Mode | Should -Be 'Active'
    }

    It 'takes an observed database over, and records the moment' {
        $null = Disable-StatusCheck
        $state = Enable-StatusCheck -Confirm:$false -WarningAction SilentlyContinue
        $state.Mode | Should -Be 'Active'
        $state.Since | Should -Not -BeNullOrEmpty
        (Get-DatasetEvent -Kind monitor).To | Should -Be 'Observe', 'Active'
    }

    It 'announces nothing that was there before' {
        $null = Disable-StatusCheck
        $null = Enable-StatusCheck -Confirm:$false -WarningAction SilentlyContinue
        (Invoke-StatusCheck).Registered | Should -BeGreaterThan 0
    }

    It 'changes nothing with -WhatIf' {
        $null = Disable-StatusCheck
        $before = Get-FolderPrint $lab.Path
        Enable-StatusCheck -WhatIf -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }
}
