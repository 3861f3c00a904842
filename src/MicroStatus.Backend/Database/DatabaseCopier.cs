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
    // 4 MB at the usual page size: little enough to stop within a moment.
    private const int PagesAStep = 1024;

    /// <summary>Copies, verifies, names.</summary>
    /// <param name="source">The database.</param>
    /// <param name="destination">The file to make.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <param name="cancellationToken">Stops; no half file is left.</param>
    /// <returns>The backup.</returns>
    public DatabaseBackup Copy(string source, string destination, bool overwrite, CancellationToken cancellationToken)
    {
        RequirePlace(source, destination, overwrite);
        var temporary = SharedFile.TemporaryNameFor(destination);
        try
        {
            CopyPages(source, temporary, cancellationToken);
            var datasets = Verify(temporary, source, cancellationToken);
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
            throw Failed(source, destination, e);
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

    private static StatusException Failed(string source, string destination, Exception inner) => new(
        "BackupFailed",
        StatusErrorCategory.Failure,
        $"The database '{source}' could not be copied to '{destination}': {inner.Message}",
        "Check that the destination's folder exists, may be written and has room.",
        destination,
        inner);

    private void CopyPages(string source, string temporary, CancellationToken cancellationToken)
    {
        using var from = OpenSource(source, cancellationToken);
        using var to = OpenTemporary(source, temporary, cancellationToken);

        // The read transaction keeps the source as it is until all pages are copied; a writer's commit would start the copy anew.
        from.Read(() =>
        {
            using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
            var result = raw.SQLITE_OK;
            while (result == raw.SQLITE_OK)
            {
                cancellationToken.ThrowIfCancellationRequested();
                result = raw.sqlite3_backup_step(backup, PagesAStep);
            }

            var finished = raw.sqlite3_backup_finish(backup);
            if (result != raw.SQLITE_DONE || finished != raw.SQLITE_OK)
            {
                var code = result != raw.SQLITE_DONE ? result : finished;
                throw Failed(source, temporary, new SqliteException(raw.sqlite3_errstr(code).utf8_to_string(), code & 0xff, code));
            }

            return true;
        });
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

    private LabConnection OpenTemporary(string source, string temporary, CancellationToken cancellationToken)
    {
        try
        {
            return connector.OpenNew(temporary, cancellationToken);
        }
        catch (StatusException e)
        {
            throw Failed(source, temporary, e);
        }
    }

    private long Verify(string temporary, string source, CancellationToken cancellationToken)
    {
        try
        {
            using var copy = connector.OpenNew(temporary, cancellationToken);
            copy.Guarded(() =>
            {
                // A copy of a database with a write-ahead log would leave files beside it when it is read.
                copy.Execute("PRAGMA journal_mode = DELETE");
                var verdict = copy.Scalar("PRAGMA integrity_check(1)") as string;
                return verdict == "ok" ? true : throw Unsound(source, verdict, inner: null);
            });
            return copy.Read(() => SchemaVersion.HasTable(copy, "dataset") ? SchemaVersion.CountDatasets(copy) : 0);
        }
        catch (StatusException e) when (e.ErrorId is "DatabaseCorrupt" or "DatabaseNotSqlite" or "DatabaseFailed")
        {
            throw Unsound(source, e.Message, e);
        }
    }

    private static StatusException Unsound(string source, string? verdict, Exception? inner) => new(
        "BackupVerificationFailed",
        StatusErrorCategory.InvalidData,
        $"The copy of '{source}' is not sound: {verdict ?? "no verdict"}.",
        "The database itself is probably damaged: keep earlier backups. The copy was thrown away.",
        source,
        inner);
}
