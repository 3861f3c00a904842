BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS
    $lab = New-TestLab lab
    $null = Invoke-StatusCheck -Step Acquisition
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Backup-DatasetDb' {
    It 'makes a copy that can be used as a database' {
        $backup = Backup-DatasetDb (Join-Path $TestDrive copy.db)
        $backup.Path | Should -Exist
        $backup.Datasets | Should -Be $lab.Datasets.Count
        $env:MICROSTATUS__DATABASE__PATH = $backup.Path
        try { Get-Dataset | Should -HaveCount $lab.Datasets.Count }
        finally { $env:MICROSTATUS__DATABASE__PATH = $null }
    }

    It 'names the copy in the configured folder by the day, and makes one a day unless forced' {
        $backup = Backup-DatasetDb
        $backup.Path | Should -BeLike "$((Get-StatusSettings Database:BackupFolder).Value)*$($backup.Created.ToString('yyyy-MM-dd')).db"
        { Backup-DatasetDb } | Should -Throw -ErrorId 'BackupExists,MicroStatus.Database.BackupDatasetDbCommand'
        (Backup-DatasetDb -Force).Path | Should -Be $backup.Path
    }

    It 'changes nothing with -WhatIf' {
        $before = Get-FolderPrint $lab.Path
        Backup-DatasetDb -Force -WhatIf | Should -BeNullOrEmpty
        Backup-DatasetDb (Join-Path $TestDrive never.db) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive never.db | Should -Not -Exist
        Get-FolderPrint $lab.Path | Should -Be $before
    }
}
