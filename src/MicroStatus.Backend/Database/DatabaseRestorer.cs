using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Storage;
using MicroStatus.Database;
using MicroStatus.Datasets;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Puts the content of a backup in the place of the database, and keeps what was there.</summary>
/// <remarks>All of it is prepared on a copy beside the database, so that nothing is changed before everything is known to be right. Then one of two
/// ways: <see cref="LiveOverwrite"/> where SQLite reads the present file, <see cref="FileExchange"/> where it is missing or damaged.</remarks>
/// <param name="connector">Opens connections.</param>
/// <param name="folder">The folder for backups.</param>
/// <param name="leases">The run lease of the database.</param>
/// <param name="labTime">How times are written.</param>
/// <param name="clock">The lab's clock.</param>
/// <param name="path">The database.</param>
internal sealed class DatabaseRestorer(DatabaseConnector connector, BackupFolder folder, LeaseKeeper leases, LabTime labTime, TimeProvider clock, string path)
{
    private readonly BackupInspector _inspector = new(connector, folder);
    private readonly RestoreCarry _carry = new(connector, labTime, clock);

    /// <summary>What a restore would do; nothing is changed.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The plan.</returns>
    public DatabaseRestore Plan(string backup, CancellationToken cancellationToken) => Look(backup, cancellationToken).Plan;

    /// <summary>Restores.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Stops; the database is then as it was.</param>
    /// <returns>What was done.</returns>
    public DatabaseRestore Restore(string backup, CancellationToken cancellationToken)
    {
        var (plan, present) = Look(backup, cancellationToken);
        folder.Require();
        var kept = folder.UnusedPath("replaced");
        var prepared = SharedFile.TemporaryNameFor(present.Path);
        try
        {
            var content = Prepare(backup, prepared, present.Path, cancellationToken);
            plan = plan with { Datasets = content.Datasets, SchemaVersion = content.Version };
            return present.State == PresentState.Usable && Overwrite(present, prepared, plan, kept, cancellationToken) is { } done
                ? done
                : Exchange(present, prepared, plan, kept, cancellationToken);
        }
        finally
        {
            SharedFile.Discard(prepared);
        }
    }

    private (DatabaseRestore Plan, PresentDatabase Present) Look(string backup, CancellationToken cancellationToken)
    {
        RefuseItself(backup);
        var content = _inspector.Inspect(backup, backup, cancellationToken);
        var present = PresentDatabase.Look(connector, leases, path, cancellationToken);
        var plan = new DatabaseRestore(
            path,
            backup,
            Replaced: null,
            present.Datasets,
            content.Datasets,
            content.Version,
            NeedsUpdate: content.Version < Migration.CurrentVersion,
            Restored: false);
        return (plan, present);
    }

    private void RefuseItself(string backup)
    {
        var files = new PosixFileTree();
        try
        {
            if (files.Find(PresentDatabase.FollowLinks(backup)) is { } found && files.Find(PresentDatabase.FollowLinks(path)) is { } present
                && found.Identity == present.Identity)
            {
                throw new StatusException(
                    "BackupIsDatabase",
                    StatusErrorCategory.InvalidData,
                    $"'{backup}' is the database itself.",
                    $"Choose a backup; those of the lab lie in '{folder.Path}'.",
                    backup);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw DatabaseErrors.NoPermission(backup, "or the database lies in a folder that refuses access", e);
        }
    }

    // Verified again: what is restored is what lies in the copy now.
    private BackupContent Prepare(string backup, string prepared, string present, CancellationToken cancellationToken)
    {
        using (var from = connector.OpenReadOnly(backup, cancellationToken))
        using (var to = OpenPrepared(prepared, present, cancellationToken))
        {
            var result = from.Read(() => PageCopy.Run(from, to, cancellationToken));
            if (result != raw.SQLITE_DONE)
            {
                throw DatabaseErrors.From(result, present);
            }

            to.Guarded(() => to.Execute("PRAGMA journal_mode = DELETE"));
        }

        return _inspector.Inspect(prepared, backup, cancellationToken);
    }

    private LabConnection OpenPrepared(string prepared, string present, CancellationToken cancellationToken)
    {
        try
        {
            return connector.OpenNew(prepared, cancellationToken);
        }
        catch (StatusException e) when (e.ErrorId == "DatabaseNoPermission")
        {
            throw DatabaseErrors.ReadOnly(present, e);
        }
    }

    // Null when it turns out to be damaged.
    private DatabaseRestore? Overwrite(PresentDatabase present, string prepared, DatabaseRestore plan, string kept, CancellationToken cancellationToken)
    {
        try
        {
            var before = new LiveOverwrite(connector, leases, new DatabaseCopier(connector, clock)).Run(
                present.Path,
                prepared,
                kept,
                () => _carry.Into(prepared, kept, isDamaged: false, EventOf(plan, kept), cancellationToken),
                cancellationToken);
            return plan with { Replaced = kept, DatasetsBefore = before, Restored = true };
        }
        catch (StatusException e) when (PresentDatabase.IsDamage(e))
        {
            return null;
        }
    }

    private DatabaseRestore Exchange(PresentDatabase present, string prepared, DatabaseRestore plan, string kept, CancellationToken cancellationToken)
    {
        var isThere = present.State != PresentState.Missing;
        if (isThere)
        {
            RefuseHeldLease(present.Path, cancellationToken);
        }

        _carry.Into(prepared, isThere ? present.Path : null, isDamaged: true, EventOf(plan, isThere ? kept : null), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        new FileExchange(present.Path, kept).Run(prepared);
        return plan with { Replaced = isThere ? kept : null, DatasetsBefore = null, Restored = true };
    }

    // As far as a damaged file still tells.
    private void RefuseHeldLease(string present, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = connector.OpenReadOnly(present, cancellationToken);
            connection.Read(() => SchemaVersion.HasTable(connection, "run_lease") ? leases.RequireFree(connection) : null);
        }
        catch (StatusException e) when (PresentDatabase.IsDamage(e) || e.ErrorId == "DatabaseNeedsRecovery")
        {
            // It does not tell: the fencing number rises so far that no check of before can go on.
        }
    }

    private DatasetEvent EventOf(DatabaseRestore plan, string? kept) => new()
    {
        Time = clock.GetUtcNow(),
        Name = Path.GetFileName(path),
        Path = path,
        Kind = EventKind.Restored,
        From = kept,
        To = plan.Backup,
        Why = kept is null ? "Restored from a backup; there was no database." : "Restored from a backup; the replaced file is kept.",
    };
}
