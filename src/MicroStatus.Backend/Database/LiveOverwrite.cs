using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Overwrites a database that other programs may have open, in one transaction.</summary>
/// <remarks>
/// The file stays the same one: programs that have it open read the new content with their next statement, where they would go on writing to a file
/// that nobody reads any more if it were replaced. The order: the run lease first, so that no check begins, on nodes too that locks do not reach; then
/// the lock of all; then a verified copy of what is there; then the overwriting. From the lock to the end nobody can write, so that the copy holds every
/// committed row, and the lock is not given up in between: SQLite keeps it from one transaction to the next in exclusive locking mode. A kill before the
/// commit leaves a hot journal, which the next program that opens the file rolls back.
/// </remarks>
/// <param name="connector">Opens connections.</param>
/// <param name="leases">The run lease of the database.</param>
/// <param name="copier">Makes the verified copy.</param>
internal sealed class LiveOverwrite(DatabaseConnector connector, LeaseKeeper leases, DatabaseCopier copier)
{
    /// <summary>Does it.</summary>
    /// <param name="path">The database.</param>
    /// <param name="prepared">What is to be its content.</param>
    /// <param name="kept">Where its present content is kept.</param>
    /// <param name="carry">Takes over into the prepared content what must not be lost, once the copy is there.</param>
    /// <param name="cancellationToken">Stops; the database is then as it was, and no copy is left.</param>
    /// <returns>Rows of <c>dataset</c> that were there; null when there was no such table.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>, <c>DatabaseLocked</c>, <c>DatabaseReadOnly</c>, <c>DatabaseFailed</c>, <c>BackupFailed</c>; damage
    /// of the database as <c>DatabaseCorrupt</c>, <c>DatabaseNotSqlite</c> or <c>BackupVerificationFailed</c>.</exception>
    public long? Run(string path, string prepared, string kept, Action carry, CancellationToken cancellationToken)
    {
        var fence = TakeLease(path, cancellationToken);
        try
        {
            using var live = connector.OpenReadWrite(path, busyTimeout: null, cancellationToken);
            LockOut(live);
            var before = live.Read(() =>
            {
                if (fence is { } held)
                {
                    LeaseRow.Require(live, held);
                }

                return SchemaVersion.HasTable(live, "dataset") ? SchemaVersion.CountDatasets(live) : (long?)null;
            });
            copier.Copy(live, kept, overwrite: false, cancellationToken);
            Replace(live, prepared, kept, carry, cancellationToken);
            return before;
        }
        catch
        {
            GiveBack(fence);
            throw;
        }
    }

    private void Replace(LabConnection live, string prepared, string kept, Action carry, CancellationToken cancellationToken)
    {
        try
        {
            carry();
            using var from = connector.OpenReadOnly(prepared, cancellationToken);
            var result = from.Read(() => PageCopy.Run(from, live, cancellationToken));
            if (result != raw.SQLITE_DONE)
            {
                throw DatabaseErrors.From(result, live.Path);
            }
        }
        catch
        {
            // The database is as it was: nothing was replaced.
            File.Delete(kept);
            throw;
        }
    }

    // A database without the table has never seen a check.
    private long? TakeLease(string path, CancellationToken cancellationToken)
    {
        using (var connection = connector.OpenReadWrite(path, busyTimeout: null, cancellationToken))
        {
            if (!connection.Read(() => SchemaVersion.HasTable(connection, "run_lease")))
            {
                return null;
            }
        }

        return leases.Take(cancellationToken).Fence;
    }

    private static void LockOut(LabConnection live) => live.Guarded(() =>
    {
        live.Execute("PRAGMA locking_mode = EXCLUSIVE");
        live.WaitFor("BEGIN EXCLUSIVE");
        live.WaitFor("COMMIT");
    });

    private void GiveBack(long? fence)
    {
        if (fence is not { } held)
        {
            return;
        }

        try
        {
            leases.Release(held);
        }
        catch (StatusException)
        {
            // What failed first is told. A lease that is not given back ends by itself.
        }
    }
}
