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

    It 'refuses -Keep with a destination' {
        { Backup-DatasetDb (Join-Path $TestDrive never.db) -Keep } | Should -Throw -ErrorId 'DestinationNotKept,MicroStatus.Database.BackupDatasetDbCommand'
    }

    Context 'with old backups' {
        BeforeEach {
            $kept = New-TestLab ([guid]::NewGuid())
            $folder = (Get-StatusSettings Database:BackupFolder).Value
            $null = New-Item -ItemType Directory $folder -Force
            $stem = [IO.Path]::GetFileNameWithoutExtension((Get-StatusSettings Database:Path).Value)
            foreach ($days in 400..401 + 1..40) {
                Set-Content (Join-Path $folder "$stem-$($kept.Now.Date.AddDays(-$days).ToString('yyyy-MM-dd')).db") old
            }
            Set-Content (Join-Path $folder "$stem-before-upgrade-2020-01-01_10-00-00.db") precious
            Set-Content (Join-Path $folder letter.txt) precious
        }

        It 'removes those that are not kept, and nothing else' {
            $backup = Backup-DatasetDb -Keep
            $backup.Path | Should -Exist
            $backup.Removed.Count | Should -BeGreaterThan 15
            $backup.Removed | Should -Not -Exist
            Join-Path $folder letter.txt | Should -Exist
            Join-Path $folder "$stem-before-upgrade-2020-01-01_10-00-00.db" | Should -Exist
            (Backup-DatasetDb -Keep).Removed.Count | Should -Be 0
        }

        It 'lists with -WhatIf what goes without it, and changes nothing' {
            $before = Get-FolderPrint $kept.Path
            Backup-DatasetDb -Keep -WhatIf | Should -BeNullOrEmpty
            Get-FolderPrint $kept.Path | Should -Be $before
        }
    }
}
