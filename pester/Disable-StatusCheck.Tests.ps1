BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Disable-StatusCheck' {
    BeforeEach { $lab = New-TestLab ([guid]::NewGuid()) }

    It 'lets checks only observe' {
        (Disable-StatusCheck).Mode | Should -Be 'Observe'
        $report = Invoke-StatusCheck
        $report.Mode | Should -Be 'Observe'
        $report.Changes.Count | Should -BeGreaterThan 0
        Get-Dataset | Should -BeNullOrEmpty
    }

    It 'leaves an observed database as it is' {
        $null = Disable-StatusCheck
        (Disable-StatusCheck).Mode | Should -Be 'Observe'
        @(Get-DatasetEvent -Kind monitor).Count | Should -Be 1
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Disable-StatusCheck -WhatIf | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }
}
