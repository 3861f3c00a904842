BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Restore-DatasetDb' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck -Step Acquisition
        $names = (Get-Dataset).Name
        $backup = Backup-DatasetDb
        $null = Clear-DatasetDb -Confirm:$false
    }

    It 'brings the datasets of a backup back, and keeps what was there' {
        $result = Restore-DatasetDb $backup.Path -Confirm:$false
        $result.Restored | Should -BeTrue
        $result.DatasetsBefore | Should -Be ($names.Count - 1)
        $result.Datasets | Should -Be $names.Count
        $result.Replaced | Should -Exist
        (Get-Dataset).Name | Should -Be $names
        Get-DatasetEvent -Kind restored | Should -HaveCount 1
        (Restore-DatasetDb $result.Replaced -Confirm:$false).Datasets | Should -Be ($names.Count - 1)
    }

    It 'takes the newest daily backup with -Latest, and a backup by pipeline' {
        (Restore-DatasetDb -Latest -Confirm:$false).Backup | Should -Be $backup.Path
        ($backup | Restore-DatasetDb -Confirm:$false).Backup | Should -Be $backup.Path
    }

    It 'restores a database that is gone or damaged' {
        $database = (Get-StatusSettings Database:Path).Value
        Remove-Item $database
        (Restore-DatasetDb -Latest -Confirm:$false).Replaced | Should -BeNullOrEmpty
        Set-Content $database 'damaged'
        $result = Restore-DatasetDb -Latest -Confirm:$false
        Get-Content $result.Replaced | Should -Be 'damaged'
        (Get-Dataset).Name | Should -Be $names
    }

    It 'changes nothing with -WhatIf, and verifies all the same' {
        $before = Get-FolderPrint $lab.Path
        (Restore-DatasetDb -Latest -WhatIf).Restored | Should -BeFalse
        Get-FolderPrint $lab.Path | Should -Be $before
        Set-Content $backup.Path 'damaged'
        { Restore-DatasetDb $backup.Path -WhatIf } | Should -Throw -ErrorId 'BackupNotSqlite,MicroStatus.Database.RestoreDatasetDbCommand'
    }

    It 'says that a backup is not there' {
        { Restore-DatasetDb (Join-Path $TestDrive never.db) } | Should -Throw -ErrorId 'BackupNotFound,MicroStatus.Database.RestoreDatasetDbCommand'
    }

    It 'asks before it restores, unless told not to' {
        $attribute = (Get-Command Restore-DatasetDb).ImplementingType.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'completes backups of the configured folder' {
        Get-Offer 'Restore-DatasetDb ' | Should -Contain "'$($backup.Path)'"
    }
}
