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

    /// <summary>Thrown by <see cref="Backup"/> when set.</summary>
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

    public DatabaseUpgrade PlanUpgrade() =>
        new(database.Path, PendingSteps.Count > 0 ? 0 : 1, 1, [.. PendingSteps], Backup: null, database.Datasets.Count);

    public DatabaseUpgrade Upgrade(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = PlanUpgrade();
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
}
