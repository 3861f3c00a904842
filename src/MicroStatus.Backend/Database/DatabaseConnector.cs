using Microsoft.Data.Sqlite;
using MicroStatus.Configuration;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Opens connections the one way that is right here: no pool, foreign keys on, journals as configured, nothing created by a reader.</summary>
/// <param name="settings">The settings.</param>
internal sealed class DatabaseConnector(DatabaseSettings settings)
{
    /// <summary>How long a lock is waited for.</summary>
    public TimeSpan BusyTimeout => settings.BusyTimeout;

    /// <summary>Is told each statement that a connection opened from now on begins; null by default.</summary>
    public Action<string>? Trace { get; set; }

    /// <summary>Opens a file for reading; no file is created, not even beside it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The connection.</returns>
    public LabConnection OpenReadOnly(string path, CancellationToken cancellationToken)
    {
        RequireFile(path);
        try
        {
            // A reader of a write-ahead log makes the log and its shared memory when they are not there. When they are not, nobody has
            // the file open, and it can be read as it lies.
            var source = FileHeader.IsWriteAhead(path) && !File.Exists(path + "-wal") ? FileHeader.ImmutableUri(path) : path;
            return Open(path, source, SqliteOpenMode.ReadOnly, BusyTimeout, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw DatabaseErrors.From(e, path);
        }
    }

    /// <summary>Opens a file for writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long a lock is waited for; null: as configured.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The connection.</returns>
    public LabConnection OpenReadWrite(string path, TimeSpan? busyTimeout, CancellationToken cancellationToken)
    {
        RequireFile(path);
        LabConnection? connection = null;
        try
        {
            connection = Open(path, path, SqliteOpenMode.ReadWrite, busyTimeout ?? BusyTimeout, cancellationToken);

            // SQLite falls back to reading by itself when the file refuses writing.
            if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
            {
                throw DatabaseErrors.ReadOnly(path, inner: null);
            }

            // A commit is on the disk before it is announced.
            connection.Guarded(() => connection.WaitFor("PRAGMA synchronous = FULL"));
            return connection;
        }
        catch (SqliteException e)
        {
            connection?.Dispose();
            throw DatabaseErrors.From(e, path);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file, which is made when it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The connection.</returns>
    public LabConnection OpenNew(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Open(path, FileHeader.Uri(path), SqliteOpenMode.ReadWriteCreate, BusyTimeout, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw DatabaseErrors.From(e, path);
        }
    }

    /// <summary>Sets the configured kind of journal where the file has the other one.</summary>
    /// <param name="connection">A connection that writes.</param>
    /// <returns>A warning when others use the file so that it cannot be changed now, else null.</returns>
    public string? ApplyJournal(LabConnection connection) => connection.Guarded(() =>
    {
        var isWriteAhead = connection.Read(() => connection.Scalar("PRAGMA journal_mode")) as string == "wal";
        var wanted = settings.Journal == JournalKind.Wal;
        if (isWriteAhead == wanted)
        {
            return null;
        }

        try
        {
            connection.Execute(wanted ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
            return null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return $"The journal of '{connection.Path}' could not be changed to {settings.Journal}, since other programs have the database open; it stays as it was.";
        }
    });

    /// <summary>What a person should know about how and where the database is kept.</summary>
    /// <param name="path">The database.</param>
    /// <returns>Warnings, or none.</returns>
    public IEnumerable<string> WarningsFor(string path)
    {
        if (settings.Journal == JournalKind.Wal && FileSystemKind.NetworkNameOf(path) is { } network)
        {
            yield return $"The database '{path}' lies on a network file system ({network}) and Database:Journal is Wal, which needs memory shared by all "
                + "writers: two nodes that write at once can damage the file. Set Database:Journal to Rollback.";
        }
    }

    private LabConnection Open(string path, string source, SqliteOpenMode mode, TimeSpan busyTimeout, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            if (Trace is { } trace)
            {
                raw.sqlite3_trace(connection.Handle, (_, sql) => trace(sql), null);
            }

            return new LabConnection(connection, path, busyTimeout, cancellationToken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void RequireFile(string path)
    {
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StatusException(
                "DatabaseNotFound",
                StatusErrorCategory.NotFound,
                $"There is no database '{path}'.",
                "Check that the store is mounted and Database:Path in the settings is right; New-DatasetDb makes a new database.",
                path,
                e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw DatabaseErrors.NoPermission(path, "lies in a folder that refuses access", e);
        }

        if (attributes.HasFlag(FileAttributes.Directory))
        {
            throw DatabaseErrors.NotSqlite(path, "is a folder, not a database");
        }

        if (new FileInfo(path).Length == 0 && !File.Exists(path + "-wal"))
        {
            throw DatabaseErrors.NotSqlite(path, "is an empty file, not a database");
        }
    }
}
