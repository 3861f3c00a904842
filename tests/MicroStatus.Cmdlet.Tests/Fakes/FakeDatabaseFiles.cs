using MicroStatus.Database;
using MicroStatus.Database.Examination;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Database files in memory: one database, whose state decides what works.</summary>
public sealed class FakeDatabaseFiles(FakeDatasetDatabase database, TimeProvider time) : IDatabaseFiles
{
    private readonly List<DatabaseAccess> _opened = [];

    /// <summary>How the database was opened, in order.</summary>
    public IReadOnlyList<DatabaseAccess> Opened => _opened;

    /// <summary>Thrown by <see cref="Open"/> when set.</summary>
    public Exception? OpenFailure { get; set; }

    /// <summary>Thrown by <see cref="Backup"/>, and for a backup that is not sound, when set.</summary>
    public Exception? BackupFailure { get; set; }

    /// <summary>The file is there.</summary>
    public bool Exists { get; set; } = true;

    /// <summary>Steps that an upgrade has to take; taken ones are gone.</summary>
    public IList<string> PendingSteps { get; } = [];

    /// <summary>Backups that are there.</summary>
    public ISet<string> Backups { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What the file tells, and what was repaired.</summary>
    public FakeExamination Examination { get; } = new(database.Path);

    IDatabaseExamination IDatabaseFiles.Examination => Examination;

    public IDatasetDatabase Open(DatabaseAccess access, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OpenFailure is not null)
        {
            throw OpenFailure;
        }

        if (!Exists)
        {
            throw new StatusException("DatabaseNotFound", StatusErrorCategory.NotFound, $"There is no database {database.Path}.", target: database.Path);
        }

        _opened.Add(access);
        return database;
    }

    public string Create()
    {
        if (Exists)
        {
            throw new StatusException("DatabaseExists", StatusErrorCategory.Exists, $"{database.Path} exists.", target: database.Path);
        }

        Exists = true;
        return database.Path;
    }

    /// <summary>What rows hold that cannot be interpreted.</summary>
    public IList<RowProblem> RowProblems { get; } = [];

    /// <summary>What lies in the folder for backups, the newest first.</summary>
    public IList<BackupFile> BackupFiles { get; } = [];

    /// <summary>Of these, what the retention does not keep.</summary>
    public IList<BackupFile> Expired { get; } = [];

    /// <summary>Today's backup is there.</summary>
    public DatabaseBackup? Todays { get; set; }

    /// <summary>Thrown when this backup is removed.</summary>
    public (string Path, Exception Failure)? RemovalFailure { get; set; }

    /// <summary>Schema version of every backup; 1 is current.</summary>
    public int BackupVersion { get; set; } = 1;

    /// <summary>Backups that were restored, in order.</summary>
    public IList<string> Restored { get; } = [];

    public DatabaseUpgrade PlanUpgrade(CancellationToken cancellationToken) =>
        new(database.Path, PendingSteps.Count > 0 ? 0 : 1, 1, [.. PendingSteps], Backup: null, database.Datasets.Count) { RowProblems = [.. RowProblems] };

    public DatabaseUpgrade Upgrade(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = PlanUpgrade(cancellationToken);
        PendingSteps.Clear();
        return plan.Steps.Count == 0 ? plan : plan with { Backup = Backup(destination: null, overwrite: true, cancellationToken).Path };
    }

    public DatabaseBackup Backup(string? destination, bool overwrite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (BackupFailure is not null)
        {
            throw BackupFailure;
        }

        var file = destination ?? $"{database.Path}-{time.GetUtcNow():yyyy-MM-dd}.db";
        if (!Backups.Add(file) && !overwrite)
        {
            throw new StatusException("BackupExists", StatusErrorCategory.Exists, $"{file} exists.", target: file);
        }

        return new DatabaseBackup(file, database.Path, 4096, database.Datasets.Count, time.GetUtcNow());
    }

    public DatabaseBackup? VerifyTodaysBackup(CancellationToken cancellationToken) => BackupFailure is null ? Todays : throw BackupFailure;

    public IReadOnlyList<BackupFile> FindBackups() => [.. BackupFiles];

    public IReadOnlyList<BackupFile> FindExpiredBackups() => [.. Expired];

    public bool RemoveExpiredBackup(BackupFile backup)
    {
        if (RemovalFailure is { } failing && failing.Path == backup.Path)
        {
            throw failing.Failure;
        }

        BackupFiles.Remove(backup);
        return Expired.Remove(backup);
    }

    public DatabaseRestore PlanRestore(string backup, CancellationToken cancellationToken) => BackupFailure is null
        ? new DatabaseRestore(database.Path, backup, Replaced: null, database.Datasets.Count, Datasets: 7, BackupVersion, BackupVersion < 1, Restored: false)
        : throw BackupFailure;

    public DatabaseRestore Restore(string backup, CancellationToken cancellationToken)
    {
        var plan = PlanRestore(backup, cancellationToken);
        Restored.Add(backup);
        return plan with { Replaced = "/backups/datasets-replaced.db", Restored = true };
    }
}
