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

    /// <summary>What an upgrade of the configured database would do; nothing is written, not even beside it.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The versions, one line a step, and what the rows hold that cannot be interpreted; no step when it is current.</returns>
    /// <exception cref="StatusException">As for <see cref="Open"/>; <c>DatabaseShapeUnknown</c> lists every difference to lab.md §6.</exception>
    DatabaseUpgrade PlanUpgrade(CancellationToken cancellationToken);

    /// <summary>Upgrades the configured database after a verified backup; a database made by others becomes Observe.</summary>
    /// <param name="cancellationToken">Stops before the next step; all steps are one transaction.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="StatusException">As for <see cref="PlanUpgrade"/> and <see cref="Backup"/>; nothing was changed, and no backup is left.</exception>
    DatabaseUpgrade Upgrade(CancellationToken cancellationToken);

    /// <summary>Copies the database with SQLite's online backup, verifies the copy and only then gives it its name.</summary>
    /// <param name="destination">The file to make, or a folder for today's name in it, or null for the configured folder.</param>
    /// <param name="overwrite">An existing file of that name is replaced.</param>
    /// <param name="cancellationToken">Stops; no half file is left.</param>
    /// <returns>The backup.</returns>
    /// <exception cref="StatusException"><c>BackupExists</c>, <c>BackupFailed</c>, <c>BackupVerificationFailed</c>.</exception>
    DatabaseBackup Backup(string? destination, bool overwrite, CancellationToken cancellationToken);

    /// <summary>Verifies today's daily backup anew.</summary>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The backup, or null when there is none of today.</returns>
    /// <exception cref="StatusException"><c>BackupVerificationFailed</c>, <c>BackupNotSqlite</c>.</exception>
    DatabaseBackup? VerifyTodaysBackup(CancellationToken cancellationToken);

    /// <summary>Copies of the configured database in the configured folder: regular files whose names begin and end as its backups do.</summary>
    /// <returns>The newest first; none when the folder is not there.</returns>
    /// <exception cref="StatusException"><c>BackupFailed</c>: the folder cannot be read.</exception>
    IReadOnlyList<BackupFile> FindBackups();

    /// <summary>Daily backups that the retention does not keep, as if today's were there already.</summary>
    /// <returns>The oldest first. Only regular files in the configured folder whose name is exactly that of a daily backup.</returns>
    /// <exception cref="StatusException">As for <see cref="FindBackups"/>.</exception>
    IReadOnlyList<BackupFile> FindExpiredBackups();

    /// <summary>Removes a daily backup that the retention does not keep; it is looked at anew, and left alone when it is none any more.</summary>
    /// <param name="backup">One of <see cref="FindExpiredBackups"/>.</param>
    /// <returns>False when it was left alone.</returns>
    /// <exception cref="StatusException"><c>BackupRemovalFailed</c>.</exception>
    bool RemoveExpiredBackup(BackupFile backup);

    /// <summary>What a restore of the configured database would do. The backup is verified, and nothing is written, not even beside the files.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="StatusException"><c>BackupNotFound</c>, <c>BackupNotSqlite</c>, <c>BackupVerificationFailed</c>, <c>BackupIsDatabase</c>,
    /// <c>DatabaseTooNew</c> and <c>DatabaseShapeUnknown</c> of the backup or the present database, <c>LeaseHeld</c>, <c>DatabaseFolderNotFound</c>,
    /// <c>DatabaseLocked</c>, <c>DatabaseNoPermission</c>.</exception>
    DatabaseRestore PlanRestore(string backup, CancellationToken cancellationToken);

    /// <summary>Puts the content of a backup in the place of the configured database, whose present file is kept.</summary>
    /// <remarks>A database that can be read is overwritten in one transaction, so that programs that have it open go on with the new content; a missing
    /// or damaged one is put in place whole. What was announced stays known, a check that was held up before cannot go on, and the recorded mode stays.</remarks>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Stops; the database is then as it was.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="StatusException">As for <see cref="PlanRestore"/>; <c>DatabaseReadOnly</c>, <c>BackupFailed</c> (the present file could not be kept),
    /// <c>RestoreFailed</c>. Nothing was changed.</exception>
    DatabaseRestore Restore(string backup, CancellationToken cancellationToken);
}
