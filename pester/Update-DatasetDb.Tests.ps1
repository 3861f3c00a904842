BeforeAll {
    . "$PSScriptRoot/TestLab.ps1"
    Import-TestedModule
    $earlier = $env:MICROSTATUS_SETTINGS

    function Edit-Database([string] $Path, [string] $Sql) {
        $context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'MicroStatus.Backend' | Select-Object -First 1
        $sqlite = $context.LoadFromAssemblyName('Microsoft.Data.Sqlite')
        $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$Path;Pooling=False")
        try {
            $connection.Open()
            $command = $connection.CreateCommand()
            $command.CommandText = $Sql
            $command.ExecuteNonQuery()
        }
        finally { $connection.Dispose() }
    }

    # The database as another program makes it: without the tables of MicroStatus and without a version. SQLite is the module's own.
    function Set-OlderShape([string] $Path) {
        $context = [Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'MicroStatus.Backend' | Select-Object -First 1
        $sqlite = $context.LoadFromAssemblyName('Microsoft.Data.Sqlite')
        $connection = [Activator]::CreateInstance($sqlite.GetType('Microsoft.Data.Sqlite.SqliteConnection'), "Data Source=$Path;Pooling=False")
        try {
            $connection.Open()
            $command = $connection.CreateCommand()
            $command.CommandText = "SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' " +
                "AND name NOT IN ('pi', 'clnumber', 'dataset', 'warning') ORDER BY type"
            $reader = $command.ExecuteReader()
            $own = while ($reader.Read()) { $reader.GetString(0) }
            $reader.Dispose()
            $command.CommandText = (($own | ForEach-Object { "DROP $_;" }) -join ' ') + ' PRAGMA user_version = 0;'
            $null = $command.ExecuteNonQuery()
        }
        finally { $connection.Dispose() }
    }
}

AfterAll { $env:MICROSTATUS_SETTINGS = $earlier }

Describe 'Update-DatasetDb' {
    BeforeEach {
        $lab = New-TestLab ([guid]::NewGuid())
        $null = Invoke-StatusCheck
        $database = (Get-StatusSettings Database:Path).Value
    }

    It 'has nothing to do for a database of this version' {
        $before = (Get-FileHash $database).Hash
        $result = Update-DatasetDb
        $result.Steps.Count | Should -Be 0
        $result.FromVersion | Should -Be $result.ToVersion
        (Get-FileHash $database).Hash | Should -Be $before
    }

    It 'is asked for by cmdlets that meet an older database' {
        Set-OlderShape $database
        { Get-Dataset } | Should -Throw -ErrorId 'DatabaseNeedsUpdate,MicroStatus.Datasets.GetDatasetCommand'
    }

    It 'changes nothing with -WhatIf, and lists its steps' {
        Set-OlderShape $database
        $before = Get-FolderPrint $lab.Path
        $plan = Update-DatasetDb -WhatIf
        $plan.Steps.Count | Should -BeGreaterThan 0
        $plan.Backup | Should -BeNullOrEmpty
        Get-FolderPrint $lab.Path | Should -Be $before
    }

    It 'keeps every dataset, after a backup' {
        $before = (Get-Dataset).Name
        Set-OlderShape $database
        $result = Update-DatasetDb
        $result.Backup | Should -Exist
        $result.Datasets | Should -Be $before.Count
        (Get-Dataset).Name | Should -Be $before
    }

    It 'names damaged rows one by one, in a current database too' {
        $null = Edit-Database $database "UPDATE dataset SET created = 'long ago' WHERE id = 1"
        $problem = @((Update-DatasetDb).RowProblems)
        $problem.Id | Should -Contain 1
        $problem.Problem | Should -Contain "created: 'long ago' is not a time"
        Set-OlderShape $database
        (Update-DatasetDb -WhatIf).RowProblems.Problem | Should -Contain "created: 'long ago' is not a time"
    }
}
