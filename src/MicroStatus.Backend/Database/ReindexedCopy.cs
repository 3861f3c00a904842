using Microsoft.Data.Sqlite;
using MicroStatus.Backend.Storage;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>A copy of a database whose indexes alone are damaged: sound, since its own are built anew from the same rows.</summary>
/// <remarks>It is the backup that comes before the same repair of the database, and the proof that the repair is the right one.</remarks>
/// <param name="connector">Opens connections.</param>
internal sealed class ReindexedCopy(DatabaseConnector connector)
{
    /// <summary>Makes it; it gets its name only when it is sound.</summary>
    /// <param name="source">The database.</param>
    /// <param name="destination">The file to make.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <exception cref="StatusException"><c>BackupExists</c>, <c>BackupFailed</c>, <c>BackupVerificationFailed</c>.</exception>
    public void Make(string source, string destination, CancellationToken cancellationToken)
    {
        if (Path.Exists(destination))
        {
            throw new StatusException("BackupExists", StatusErrorCategory.Exists, $"The backup '{destination}' exists already.", "Try again in a second.", destination);
        }

        var temporary = SharedFile.TemporaryNameFor(destination);
        try
        {
            CopyPages(source, temporary, cancellationToken);
            Rebuild(source, temporary, cancellationToken);
            SharedFile.Publish(temporary, destination, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: "DatabaseNoPermission" or "DatabaseFailed" })
        {
            throw new StatusException(
                "BackupFailed",
                StatusErrorCategory.Failure,
                $"The database '{source}' could not be copied to '{destination}': {e.Message}",
                "Check that Database:BackupFolder in the settings exists, may be written and has room.",
                destination,
                e);
        }
        finally
        {
            SharedFile.Discard(temporary);
        }
    }

    private void CopyPages(string source, string temporary, CancellationToken cancellationToken)
    {
        using var from = connector.OpenReadOnly(source, cancellationToken);
        using var to = connector.OpenNew(temporary, cancellationToken);
        from.Read(() =>
        {
            using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
            var result = raw.sqlite3_backup_step(backup, -1);
            var finished = raw.sqlite3_backup_finish(backup);
            var code = result == raw.SQLITE_DONE ? finished : result;
            return code == raw.SQLITE_OK ? true : throw new SqliteException(raw.sqlite3_errstr(code).utf8_to_string(), code & 0xff, code);
        });
    }

    private void Rebuild(string source, string temporary, CancellationToken cancellationToken)
    {
        using var copy = connector.OpenNew(temporary, cancellationToken);
        copy.Guarded(() => copy.Execute("PRAGMA journal_mode = DELETE"));
        if (!DatabaseRepairer.RebuildIndexes(copy))
        {
            throw new StatusException(
                "BackupVerificationFailed",
                StatusErrorCategory.InvalidData,
                $"More than the indexes of '{source}' is damaged: a copy whose indexes were built anew is not sound. It was thrown away, and nothing was repaired.",
                "Put the newest backup in the database's place: Restore-DatasetDb -Latest.",
                source);
        }
    }
}
