using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Database.Examination;

/// <summary>Puts findings right that need no thought; one verified backup comes before the first.</summary>
/// <param name="files">The database's files.</param>
/// <param name="settings">The settings.</param>
/// <param name="now">The moment, for the backup's name.</param>
public sealed class FindingRepairs(IDatabaseFiles files, StatusSettings settings, DateTimeOffset now) : IDisposable
{
    private IDatasetDatabase? _database;

    /// <summary>The backup that was made; null before the first repair.</summary>
    public string? Backup { get; private set; }

    /// <summary>Puts a finding right.</summary>
    /// <param name="finding">A safe finding.</param>
    /// <param name="cancellationToken">Ends waits for a lock.</param>
    /// <returns>The finding as it is then.</returns>
    /// <exception cref="StatusException"><c>RepairRefused</c>: someone else has changed it meanwhile. <c>RepairFailed</c>: it is as it was.
    /// Before the first repair also errors of the backup; nothing was changed then.</exception>
    public DatabaseFinding Repair(ExaminedFinding finding, CancellationToken cancellationToken)
    {
        Backup ??= MakeBackup(finding, cancellationToken);
        if (finding.File is { } repair && !files.Examination.Repair(repair, cancellationToken))
        {
            throw new StatusException(
                "RepairFailed",
                StatusErrorCategory.Failure,
                $"This could not be put right, and is as it was: {finding.Finding.Text}",
                FileFindings.RestoreCommand,
                finding.Finding);
        }

        if (finding.Change is { } change)
        {
            Apply(change, cancellationToken);
        }

        return finding.Finding with { Repaired = true };
    }

    /// <inheritdoc/>
    public void Dispose() => _database?.Dispose();

    private string MakeBackup(ExaminedFinding finding, CancellationToken cancellationToken)
    {
        var stem = Path.GetFileNameWithoutExtension(settings.Database.Path);
        var time = LabTime.Of(settings.Lab).Write(now);
        var destination = Path.Join(settings.Database.BackupFolder, $"{stem}-before-repair-{time}.db");
        return finding.File is { Kind: FileRepairKind.RebuildIndexes }
            ? files.Examination.BackUpWithNewIndexes(destination, cancellationToken)
            : files.Backup(destination, overwrite: false, cancellationToken).Path;
    }

    private void Apply(DatasetChangeSet change, CancellationToken cancellationToken)
    {
        _database ??= files.Open(DatabaseAccess.ReadWrite, cancellationToken);
        var applied = _database.Apply([change], ownTablesOnly: false, lease: null)[0];
        if (applied.Error is { } error)
        {
            throw error;
        }

        if (applied.Refused.Count > 0)
        {
            throw new StatusException(
                "RepairRefused",
                StatusErrorCategory.InvalidOperation,
                $"Someone else has changed {change.Name} meanwhile; it was left as it is.",
                "Run Test-DatasetDb again.",
                change.Id);
        }
    }
}
