using MicroStatus.Database.Examination;

namespace MicroStatus.Database;

/// <summary>Makes, opens, upgrades and backs up database files.</summary>
public interface IDatabaseFiles
{
    /// <summary>Examines and repairs the configured database's file.</summary>
    IDatabaseExamination Examination { get; }

    /// <summary>Opens the configured database.</summary>
    /// <param name="access">Reading only, or writing too.</param>
    /// <param name="cancellationToken">Ends every wait for a lock, now and as long as the database is open.</param>
    /// <returns>The open database.</returns>
    /// <exception cref="StatusException"><c>DatabaseNotFound</c>, <c>DatabaseNotSqlite</c>, <c>DatabaseCorrupt</c>, <c>DatabaseTooNew</c>,
    /// <c>DatabaseNeedsUpdate</c> (run <c>Update-DatasetDb</c>), <c>DatabaseShapeUnknown</c> (not a dataset database), <c>DatabaseReadOnly</c>,
    /// <c>DatabaseLocked</c>, <c>DatabaseNoPermission</c>, <c>DatabaseNeedsRecovery</c> (a writer was killed; only a writing command can put it right).</exception>
    IDatasetDatabase Open(DatabaseAccess access, CancellationToken cancellationToken);

    /// <summary>Makes a new database, Active from the start.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="StatusException"><c>DatabaseExists</c>, <c>DatabaseFolderNotFound</c>, <c>DatabaseNoPermission</c>.</exception>
    string Create();

    /// <summary>What an upgrade of the configured database would do.</summary>
    /// <returns>The versions, and one line a step; no step when it is current.</returns>
    /// <exception cref="StatusException">As for <see cref="Open"/>; <c>DatabaseShapeUnknown</c> lists every difference to lab.md §6.</exception>
    DatabaseUpgrade PlanUpgrade();

    /// <summary>Upgrades the configured database after a verified backup; a database made by others becomes Observe.</summary>
    /// <param name="cancellationToken">Stops before the next step; each step is one transaction.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="StatusException">As for <see cref="PlanUpgrade"/> and <see cref="Backup"/>; nothing was changed.</exception>
    DatabaseUpgrade Upgrade(CancellationToken cancellationToken);

    /// <summary>Copies the database with SQLite's online backup, verifies the copy and only then gives it its name.</summary>
    /// <param name="destination">The file to make, or a folder for today's name in it, or null for the configured folder.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <param name="cancellationToken">Stops; no half file is left.</param>
    /// <returns>The backup.</returns>
    /// <exception cref="StatusException"><c>BackupExists</c>, <c>BackupFailed</c>, <c>BackupVerificationFailed</c>.</exception>
    DatabaseBackup Backup(string? destination, bool overwrite, CancellationToken cancellationToken);
}
