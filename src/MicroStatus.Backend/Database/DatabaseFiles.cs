using MicroStatus.Backend.Storage;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Database.Examination;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Database files in SQLite.</summary>
public sealed class DatabaseFiles : IDatabaseFiles
{
    private readonly StatusSettings _settings;
    private readonly TimeProvider _clock;
    private readonly DatabaseConnector _connector;
    private readonly LabTime _labTime;
    private readonly BackupFolder _folder;

    /// <summary>Works on the configured database.</summary>
    /// <param name="settings">The settings that name it.</param>
    /// <param name="clock">The lab's clock.</param>
    public DatabaseFiles(StatusSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _connector = new DatabaseConnector(settings.Database);
        _labTime = LabTime.Of(settings.Lab);
        _folder = new BackupFolder(settings.Database, _labTime, clock);
    }

    /// <summary>Is told each statement; for measurements.</summary>
    internal Action<string>? Trace
    {
        get => _connector.Trace;
        init => _connector.Trace = value;
    }

    private string Path => _settings.Database.Path;

    /// <inheritdoc/>
    public IDatabaseExamination Examination => new DatabaseExamination(_connector, Path, _folder.Require);

    /// <inheritdoc/>
    public IDatasetDatabase Open(DatabaseAccess access, CancellationToken cancellationToken)
    {
        var connection = access == DatabaseAccess.ReadOnly
            ? _connector.OpenReadOnly(Path, cancellationToken)
            : _connector.OpenReadWrite(Path, busyTimeout: null, cancellationToken);
        try
        {
            var mode = connection.Read(() =>
            {
                SchemaVersion.RequireCurrent(connection);
                return MonitorNotes.ReadState(connection).Mode;
            });
            var warnings = _connector.WarningsFor(Path).ToList();
            // How the file is kept concerns everybody who uses it: only the monitor that acts decides.
            if (access == DatabaseAccess.ReadWrite && mode == CheckMode.Active && _connector.ApplyJournal(connection) is { } refused)
            {
                warnings.Add(refused);
            }

            return new DatasetDatabase(connection, Leases(), _labTime, _clock, warnings);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Create()
    {
        new DatabaseCreator(_connector).Create(Path);
        return Path;
    }

    /// <inheritdoc/>
    public DatabaseUpgrade PlanUpgrade(CancellationToken cancellationToken) => Upgrader().Plan(Path, cancellationToken);

    /// <inheritdoc/>
    public DatabaseUpgrade Upgrade(CancellationToken cancellationToken) => Upgrader().Upgrade(Path, cancellationToken);

    /// <inheritdoc/>
    public DatabaseBackup Backup(string? destination, bool overwrite, CancellationToken cancellationToken)
    {
        if (destination is null || Directory.Exists(destination))
        {
            destination = System.IO.Path.Join(destination ?? _folder.Require(), _folder.Name.Of(_folder.Today));
        }
        else if (string.Equals(System.IO.Path.GetDirectoryName(destination), _folder.Path, StringComparison.Ordinal))
        {
            _folder.Require();
        }

        var backup = new DatabaseCopier(_connector, _clock).Copy(Path, destination, overwrite, cancellationToken);
        SharedFile.Sweep(_folder.Path, _clock.GetUtcNow());
        SharedFile.Sweep(System.IO.Path.GetDirectoryName(Path)!, _clock.GetUtcNow());
        return backup with { Created = AtLab(backup.Created) };
    }

    /// <inheritdoc/>
    public DatabaseBackup? VerifyTodaysBackup(CancellationToken cancellationToken)
    {
        var path = _folder.TodaysPath;
        if (!File.Exists(path))
        {
            return null;
        }

        var datasets = new BackupInspector(_connector, _folder).Verify(path, cancellationToken);
        var file = new FileInfo(path);
        return new DatabaseBackup(path, Path, file.Length, datasets, AtLab(new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<BackupFile> FindBackups() => _folder.Find();

    /// <inheritdoc/>
    public IReadOnlyList<BackupFile> FindExpiredBackups() => _folder.FindExpired();

    /// <inheritdoc/>
    public bool RemoveExpiredBackup(BackupFile backup)
    {
        ArgumentNullException.ThrowIfNull(backup);
        return _folder.Remove(backup);
    }

    /// <inheritdoc/>
    public DatabaseRestore PlanRestore(string backup, CancellationToken cancellationToken) => Restorer().Plan(backup, cancellationToken);

    /// <inheritdoc/>
    public DatabaseRestore Restore(string backup, CancellationToken cancellationToken) => Restorer().Restore(backup, cancellationToken);

    private DateTimeOffset AtLab(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _labTime.Zone);

    private LeaseKeeper Leases() => new(_connector, Path, _settings.Check.LeaseDuration, _clock);

    private DatabaseRestorer Restorer() => new(_connector, _folder, Leases(), _labTime, _clock, Path);

    private DatabaseUpgrader Upgrader() => new(_connector, BackUpForUpgrade, _labTime);

    // Apart from the daily backup, with the time of day: an upgrade that is tried again must not replace the first copy.
    private string BackUpForUpgrade(CancellationToken cancellationToken)
    {
        _folder.Require();
        return Backup(_folder.UnusedPath("before-upgrade"), overwrite: false, cancellationToken).Path;
    }
}
