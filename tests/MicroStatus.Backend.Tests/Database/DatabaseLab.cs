using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using MicroStatus.Backend.Database;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>A folder of its own with settings that name a database in it.</summary>
internal sealed class DatabaseLab : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 9, 14, 14, 0, 0, TimeSpan.Zero);

    public DatabaseLab(JournalKind journal = JournalKind.Rollback)
    {
        Directory.CreateDirectory(Folder);
        Settings = new StatusSettings
        {
            Database = new DatabaseSettings
            {
                Path = Path.Join(Folder, "datasets.db"),
                BackupFolder = Path.Join(Folder, "backups"),
                BusyTimeout = TimeSpan.FromMilliseconds(150),
                Journal = journal,
            },
        };
    }

    public string Folder { get; } = Path.Join(Path.GetTempPath(), "microstatus-" + Path.GetRandomFileName());

    public FakeTimeProvider Clock { get; } = new(Start);

    public StatusSettings Settings { get; set; }

    public string File => Settings.Database.Path;

    public DatabaseFiles Files => new(Settings, Clock);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IDatasetDatabase Open(DatabaseAccess access = DatabaseAccess.ReadWrite) => Files.Open(access, Cancellation);

    public IDatasetDatabase Create()
    {
        Files.Create();
        return Open();
    }

    public SqliteConnection Raw(SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Mode = mode, Pooling = false, DefaultTimeout = 1, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }

    public void Sql(string sql)
    {
        using var connection = Raw();
        Sql(connection, sql);
    }

    public static void Sql(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test data.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = Raw();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test data.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>A database as other programs made it, with its first columns only.</summary>
    public void MakeForeign(int columns)
    {
        string[] names =
        [
            "id INTEGER PRIMARY KEY AUTOINCREMENT", "name TEXT", "path_on_fast_store TEXT", "cl_number INTEGER REFERENCES clnumber(id) ON DELETE SET NULL",
            "pi INTEGER REFERENCES pi(id) ON DELETE SET NULL", "imaging_status TEXT NOT NULL DEFAULT 'in_progress'",
            "processing_status TEXT NOT NULL DEFAULT 'not_started'", "path_on_hive TEXT", "job_number TEXT", "imaris_file_path TEXT",
            "channels INTEGER NOT NULL DEFAULT 1", "z_layers_total INTEGER", "z_layers_current INTEGER", "ribbons_total INTEGER", "ribbons_finished INTEGER",
            "tiles_total INTEGER", "tiles_finished INTEGER", "tiles_x INTEGER", "tiles_y INTEGER", "resolution_xy TEXT", "resolution_z TEXT",
            "imaging_no_progress_time TEXT", "processing_no_progress_time TEXT", "processing_summary TEXT", "z_layers_checked INTEGER",
            "keep_composites INTEGER DEFAULT 0", "delete_405 INTEGER DEFAULT 0", "created TEXT", "modality TEXT", "is_brain INTEGER DEFAULT 0",
            "peace_json_created INTEGER DEFAULT 0", "imaging_summary TEXT", "moved INTEGER DEFAULT 0", "moving INTEGER DEFAULT 0", "paused INTEGER DEFAULT 0",
            "public INTEGER DEFAULT 0", "instrument_id TEXT", "imaging_start TEXT", "imaging_end TEXT", "scheduler_posted INTEGER DEFAULT 0",
            "scheduler_record_id TEXT", "scheduler_notified INTEGER DEFAULT 0",
        ];
        Sql($"""
            CREATE TABLE pi (id INTEGER PRIMARY KEY, name TEXT NOT NULL, public_folder_name TEXT);
            CREATE TABLE clnumber (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, pi INTEGER REFERENCES pi(id) ON DELETE SET NULL);
            CREATE TABLE warning (id INTEGER PRIMARY KEY, type TEXT NOT NULL, message_sent INTEGER DEFAULT 0, active INTEGER DEFAULT 1);
            CREATE TABLE dataset ({string.Join(", ", names.Take(columns))});
            """);
    }

    public static NewDataset Acquisition(string name = "8257_try2_stack1", string? pi = "Müller", string clNumber = "5CL18") => new()
    {
        Name = name,
        Path = "/fast/Acquire/RSCM/" + name,
        Pi = pi,
        ClNumber = clNumber,
        Modality = "rscm",
    };

    public static DatasetChangeSet Registration(NewDataset dataset) => new() { Path = dataset.Path, Name = dataset.Name, Registration = dataset };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
