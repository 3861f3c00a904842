using System.Globalization;
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

    /// <summary>Works on the configured database.</summary>
    /// <param name="settings">The settings that name it.</param>
    /// <param name="clock">The lab's clock.</param>
    public DatabaseFiles(StatusSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _connector = new DatabaseConnector(settings.Database);
        _labTime = new LabTime(TimeZoneInfo.FindSystemTimeZoneById(settings.Lab.TimeZone));
    }

    private string Path => _settings.Database.Path;

    /// <inheritdoc/>
    public IDatabaseExamination Examination => new DatabaseExamination(_connector, Path, RequireBackupFolder);

    /// <inheritdoc/>
    public IDatasetDatabase Open(DatabaseAccess access, CancellationToken cancellationToken)
    {
        var connection = access == DatabaseAccess.ReadOnly
            ? _connector.OpenReadOnly(Path, cancellationToken)
            : _connector.OpenReadWrite(Path, busyTimeout: null, cancellationToken);
        try
        {
            connection.Read(() =>
            {
                SchemaVersion.RequireCurrent(connection);
                return true;
            });
            var warnings = _connector.WarningsFor(Path).ToList();
            if (access == DatabaseAccess.ReadWrite && _connector.ApplyJournal(connection) is { } refused)
            {
                warnings.Add(refused);
            }

            var leases = new LeaseKeeper(_connector, Path, _settings.Check.LeaseDuration, _clock);
            return new DatasetDatabase(connection, leases, _labTime, _clock, warnings);
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
    public DatabaseUpgrade PlanUpgrade() => Upgrader().Plan(Path, CancellationToken.None);

    /// <inheritdoc/>
    public DatabaseUpgrade Upgrade(CancellationToken cancellationToken) => Upgrader().Upgrade(Path, cancellationToken);

    /// <inheritdoc/>
    public DatabaseBackup Backup(string? destination, bool overwrite, CancellationToken cancellationToken)
    {
        if (destination is null || Directory.Exists(destination))
        {
            var day = TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), _labTime.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            destination = System.IO.Path.Join(destination ?? RequireBackupFolder(), BackupName(day));
        }
        else if (string.Equals(System.IO.Path.GetDirectoryName(destination), _settings.Database.BackupFolder.TrimEnd('/'), StringComparison.Ordinal))
        {
            RequireBackupFolder();
        }

        var backup = new DatabaseCopier(_connector, _clock).Copy(Path, destination, overwrite, cancellationToken);
        return backup with { Created = TimeZoneInfo.ConvertTime(backup.Created, _labTime.Zone) };
    }

    private string BackupName(string date) => _settings.Database.BackupFileName
        .Replace("{Database}", System.IO.Path.GetFileNameWithoutExtension(Path), StringComparison.Ordinal)
        .Replace("{Date}", date, StringComparison.Ordinal);

    private DatabaseUpgrader Upgrader() => new(_connector, BackUpForUpgrade);

    private string BackUpForUpgrade(CancellationToken cancellationToken)
    {
        // Apart from the daily backup, with the time of day: an upgrade that is tried again must not replace the first copy.
        var name = BackupName("before-upgrade-" + _labTime.Write(_clock.GetUtcNow()));
        return Backup(System.IO.Path.Join(RequireBackupFolder(), name), overwrite: false, cancellationToken).Path;
    }

    private string RequireBackupFolder()
    {
        var folder = _settings.Database.BackupFolder;
        try
        {
            // One level at most: what lies above may be a store that is not mounted.
            if (!Directory.Exists(folder) && Directory.Exists(System.IO.Path.GetDirectoryName(folder)))
            {
                Directory.CreateDirectory(folder);
                SharedFile.AllowGroup(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FolderFailed(folder, e);
        }

        return Directory.Exists(folder) ? folder : throw FolderFailed(folder, inner: null);
    }

    private static StatusException FolderFailed(string folder, Exception? inner) => new(
        "BackupFailed",
        StatusErrorCategory.NotFound,
        $"The folder for backups '{folder}' is not there and could not be made.",
        "Check that the store is mounted and Database:BackupFolder in the settings is right.",
        folder,
        inner);
}
