using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Copies all pages of a database with SQLite's online backup, in one transaction of the destination.</summary>
internal static class PageCopy
{
    // 4 MB at the usual page size: little enough to stop within a moment.
    private const int PagesAStep = 1024;

    /// <summary>Copies. The caller keeps the source in a read transaction, so that no commit of others starts the copy anew.</summary>
    /// <param name="from">The source.</param>
    /// <param name="to">The destination, outside a transaction; it is as it was unless all went well.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>SQLITE_DONE, or the extended code of what went wrong.</returns>
    public static int Run(LabConnection from, LabConnection to, CancellationToken cancellationToken)
    {
        using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid)
        {
            return raw.sqlite3_extended_errcode(to.Handle);
        }

        var result = raw.SQLITE_OK;
        while (result == raw.SQLITE_OK)
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAStep);
        }

        // Finishing commits what is complete and takes back what is not.
        var finished = raw.sqlite3_backup_finish(backup);
        return result != raw.SQLITE_DONE ? result : finished == raw.SQLITE_OK ? raw.SQLITE_DONE : finished;
    }
}
