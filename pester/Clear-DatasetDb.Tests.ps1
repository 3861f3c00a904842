BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Clear-DatasetDb' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck
    }

    It 'removes the demo datasets alone, after a backup' {
        $result = Clear-DatasetDb -Confirm:$false
        $result.Removed | Should -Be 1
        $result.Before - $result.After | Should -Be 1
        $result.Backup | Should -Exist
        Get-Dataset *demo* | Should -BeNullOrEmpty
        Get-Dataset | Should -HaveCount ($lab.Datasets.Count - 1)
    }

    It 'leaves the folder, and the next check records it again' {
        $folder = (Get-Dataset *demo*).Path
        $null = Clear-DatasetDb -Confirm:$false
        $folder | Should -Exist
        (Invoke-StatusCheck).Registered | Should -Be 1
        Get-Dataset *demo* | Should -HaveCount 1
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        (Clear-DatasetDb -WhatIf).Removed | Should -Be 0
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'asks before it removes, unless told not to' {
        $attribute = (Get-Command Clear-DatasetDb).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }
}
