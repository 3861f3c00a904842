using Microsoft.Data.Sqlite;
using MicroStatus.Backend.Storage;
using MicroStatus.Database;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Copies a database with SQLite's online backup; the copy gets its name only when it has been verified.</summary>
/// <param name="connector">Opens connections.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class DatabaseCopier(DatabaseConnector connector, TimeProvider clock)
{
    /// <summary>Copies, verifies, names.</summary>
    /// <param name="source">The database.</param>
    /// <param name="destination">The file to make.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <param name="cancellationToken">Stops; no half file is left.</param>
    /// <returns>The backup.</returns>
    public DatabaseBackup Copy(string source, string destination, bool overwrite, CancellationToken cancellationToken)
    {
        RequirePlace(source, destination, overwrite);
        using var from = OpenSource(source, cancellationToken);
        return Copy(from, destination, overwrite, cancellationToken);
    }

    /// <summary>Copies what a connection sees, verifies, names.</summary>
    /// <param name="from">The database.</param>
    /// <param name="destination">The file to make.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <param name="cancellationToken">Stops; no half file is left.</param>
    /// <returns>The backup.</returns>
    public DatabaseBackup Copy(LabConnection from, string destination, bool overwrite, CancellationToken cancellationToken)
    {
        var source = from.Path;
        var temporary = SharedFile.TemporaryNameFor(destination);
        try
        {
            CopyPages(from, temporary, destination, cancellationToken);
            var datasets = Verify(temporary, source, destination, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            SharedFile.Publish(temporary, destination, overwrite);
            return new DatabaseBackup(destination, source, new FileInfo(destination).Length, datasets, clock.GetUtcNow());
        }
        catch (IOException e) when (!overwrite && Path.Exists(destination))
        {
            throw Exists(destination, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(source, destination, e.Message, e);
        }
        finally
        {
            SharedFile.Discard(temporary);
        }
    }

    private static void RequirePlace(string source, string destination, bool overwrite)
    {
        if (string.Equals(Path.GetFullPath(source), Path.GetFullPath(destination), StringComparison.Ordinal) || Directory.Exists(destination))
        {
            throw new StatusException(
                "BackupFailed", StatusErrorCategory.InvalidData, $"A backup cannot be named '{destination}': that is the database itself or a folder.", null, destination);
        }

        if (Path.Exists(destination) && !overwrite)
        {
            throw Exists(destination, inner: null);
        }
    }

    private static StatusException Exists(string destination, Exception? inner) => new(
        "BackupExists", StatusErrorCategory.Exists, $"The backup '{destination}' exists already.", "Give another destination, or -Force.", destination, inner);

    private static StatusException Failed(string source, string destination, string reason, Exception? inner) => new(
        "BackupFailed",
        StatusErrorCategory.Failure,
        $"The database '{source}' could not be copied to '{destination}': {reason}",
        "Check that the destination's folder exists, may be written and has room.",
        destination,
        inner);

    private static StatusException NoRoom(string source, string destination, Exception? inner) =>
        Failed(source, destination, "the disk is full.", inner);

    private static void RequireDone(int result, string source, string destination)
    {
        switch (result & 0xff)
        {
            case raw.SQLITE_DONE:
                return;
            case raw.SQLITE_FULL:
                throw NoRoom(source, destination, inner: null);
            case raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB:
                throw Unsound(source, inner: null);
            default:
                throw Failed(source, destination, FormattableString.Invariant($"reading or writing failed (SQLite code {result})."), inner: null);
        }
    }

    // The read transaction keeps the source as it is until all pages are copied.
    private void CopyPages(LabConnection from, string temporary, string destination, CancellationToken cancellationToken)
    {
        using var to = OpenTemporary(from.Path, temporary, destination, cancellationToken);
        RequireDone(from.Read(() => PageCopy.Run(from, to, cancellationToken)), from.Path, destination);
    }

    private LabConnection OpenSource(string source, CancellationToken cancellationToken)
    {
        try
        {
            // For writing where that is allowed: what a killed writer left is then rolled back first.
            return connector.OpenReadWrite(source, busyTimeout: null, cancellationToken);
        }
        catch (StatusException e) when (e.ErrorId is "DatabaseReadOnly" or "DatabaseNoPermission")
        {
            return connector.OpenReadOnly(source, cancellationToken);
        }
    }

    private LabConnection OpenTemporary(string source, string temporary, string destination, CancellationToken cancellationToken)
    {
        try
        {
            return connector.OpenNew(temporary, cancellationToken);
        }
        catch (StatusException e)
        {
            throw Failed(source, destination, "its folder is not there or refuses writing.", e);
        }
    }

    private long Verify(string temporary, string source, string destination, CancellationToken cancellationToken)
    {
        try
        {
            using var copy = connector.OpenNew(temporary, cancellationToken);
            copy.Guarded(() =>
            {
                // A copy of a database with a write-ahead log would leave files beside it when it is read.
                copy.Execute("PRAGMA journal_mode = DELETE");
                return SchemaVersion.IsSound(copy) ? true : throw Unsound(source, inner: null);
            });
            return copy.Read(() => SchemaVersion.HasTable(copy, "dataset") ? SchemaVersion.CountDatasets(copy) : 0);
        }
        catch (StatusException e) when (e.InnerException is SqliteException { SqliteErrorCode: raw.SQLITE_FULL })
        {
            throw NoRoom(source, destination, e);
        }
        catch (StatusException e) when (e.ErrorId is "DatabaseCorrupt" or "DatabaseNotSqlite" or "DatabaseFailed")
        {
            throw Unsound(source, e);
        }
    }

    private static StatusException Unsound(string source, Exception? inner) => new(
        "BackupVerificationFailed",
        StatusErrorCategory.InvalidData,
        $"The copy of '{source}' is not sound: SQLite's integrity check found damaged pages. The copy was thrown away.",
        "The database itself is probably damaged: keep earlier backups; Restore-DatasetDb brings one back and keeps the damaged file.",
        source,
        inner);
}
