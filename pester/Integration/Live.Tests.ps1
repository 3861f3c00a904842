# Against the lab of the machine's own settings: reads, and changes nothing. Run with Invoke-Pester ./pester -TagFilter Live.
BeforeAll {
    . "$PSScriptRoot/../TestLab.ps1"
    Import-TestedModule
}

Describe 'The lab of this machine' -Tag Live {
    It 'has settings without a mistake' {
        (Get-StatusSettings Database:Path).Value | Should -Not -BeNullOrEmpty
    }

    It 'has a database that can be read' {
        Get-Dataset | Select-Object -First 1 | Should -Not -BeNullOrEmpty
    }

    It 'has <_> where the settings say' -ForEach 'FastStore', 'Hive' {
        $root = (Get-StatusSettings "Storage:${_}:Root").Value
        $root | Should -Exist
        (Get-ChildItem $root | Select-Object -First 1) | Should -Not -BeNullOrEmpty
    }

    It 'is seen by a check that changes nothing' {
        $report = Invoke-StatusCheck -WhatIf
        $report.IsWhatIf | Should -BeTrue
        $report.Problems | Where-Object Step -EQ Storage | Should -BeNullOrEmpty
    }
}
