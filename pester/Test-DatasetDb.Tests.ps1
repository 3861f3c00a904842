BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS

    # Damage as other programs leave it. SQLite is the module's own.
    function Invoke-Sql([string] $Statement) {
        $path = (Get-StatusSettings Database:Path).Value
        $context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'MicroStatus.Backend' | Select-Object -First 1
        $sqlite = $context.LoadFromAssemblyName('Microsoft.Data.Sqlite')
        $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$path;Pooling=False")
        try {
            $connection.Open()
            $command = $connection.CreateCommand()
            $command.CommandText = $Statement
            $null = $command.ExecuteNonQuery()
        }
        finally { $connection.Dispose() }
    }
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Test-DatasetDb' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck
    }

    It 'finds nothing in a database in order, and changes nothing' {
        $before = Get-FolderPrint $lab.Path
        Test-DatasetDb | Should -BeNullOrEmpty
        Test-DatasetDb -Quiet | Should -BeTrue
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'says what is wrong, with the command that puts it right' {
        Invoke-Sql "UPDATE dataset SET imaging_status = 'paused' WHERE id = 1"
        $finding = Test-DatasetDb
        $finding.Check | Should -Be 'Status'
        $finding.Id | Should -Be 1
        $finding.Repair | Should -Be 'Set-Dataset -Id 1 -ImagingStatus NeedsAttention -Force'
        Test-DatasetDb -Quiet | Should -BeFalse
    }

    It 'finds a dataset whose folder is gone' {
        $gone = Get-Dataset | Where-Object Moved -EQ $false | Select-Object -First 1
        Remove-Item $gone.Path -Recurse -Force
        (Test-DatasetDb).Id | Should -Be $gone.Id
        Test-DatasetDb -SkipFiles | Should -BeNullOrEmpty
    }

    It 'repairs what is safe, after a backup, and keeps the old value in the history' {
        Invoke-Sql "UPDATE dataset SET imaging_status = '0' WHERE id = 1; DELETE FROM warning; DROP INDEX microstatus_dataset_name"
        $findings = Test-DatasetDb -Repair -Confirm:$false
        $findings | Should -HaveCount 3
        $findings.Repaired | Should -Not -Contain $false
        Test-DatasetDb | Should -BeNullOrEmpty
        (Get-DatasetEvent -Id 1 -Kind repaired).From | Should -Be '0'
        Join-Path (Get-StatusSettings Database:BackupFolder).Value '*-before-repair-*.db' | Should -Exist
    }

    It 'changes nothing with -WhatIf' {
        Invoke-Sql "UPDATE dataset SET imaging_status = '0' WHERE id = 1; DELETE FROM warning"
        $before = Get-FolderPrint $lab.Path
        (Test-DatasetDb -Repair -WhatIf).Repaired | Should -Not -Contain $true
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'refuses what is no database' {
        Set-Content (Get-StatusSettings Database:Path).Value ('no database ' * 20)
        { Test-DatasetDb } | Should -Throw -ErrorId 'DatabaseNotSqlite,MicroStatus.Database.TestDatasetDbCommand'
    }
}
