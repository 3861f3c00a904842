using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Puts a backup in the place of the database, and keeps what was there.</summary>
/// <remarks>
/// The backup is verified first: it must be a sound dataset database of a version that this program knows. The present database is copied, and the copy
/// verified, to the folder for backups, with the word replaced and the time in its name; a damaged file is kept as it is, with its journal. A database that
/// can be read is then overwritten in one transaction: programs that have it open go on with the restored content, and need not be stopped, but wait
/// meanwhile; only those that have one with a write-ahead log open must close it. A running status check refuses the restore. What was announced stays
/// known, so that nothing is said twice; a check that was held up since before cannot go on; the recorded mode stays; history has an entry of its own.
/// Whatever fails, the database is as it was. Run it on the node that status checks run on, since locks of network file systems may not reach further.
/// </remarks>
/// <example>
/// <code>Restore-DatasetDb -Latest -WhatIf</code>
/// Verifies the newest daily backup, says what would be restored, and changes nothing.
/// </example>
/// <example>
/// <code>Restore-DatasetDb -Latest</code>
/// Restores the newest daily backup, after a question.
/// </example>
/// <example>
/// <code>Restore-DatasetDb /CBI_FastStore/Iana/db_backups/RSCM_MesoSPIM_datasets-2026-09-14.db</code>
/// Restores a backup of a certain day; Tab offers the backups of the configured folder.
/// </example>
[Cmdlet(VerbsData.Restore, "DatasetDb", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = PathSet)]
[OutputType(typeof(DatabaseRestore))]
public sealed class RestoreDatasetDbCommand : LabCommand
{
    private const string PathSet = "Path";
    private const string LatestSet = "Latest";

    /// <summary>The backup; no wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BackupFileCompleter))]
    public string? Path { get; set; }

    /// <summary>The newest daily backup in the configured folder.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LatestSet)]
    public SwitchParameter Latest { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var files = DatabaseFiles;
        var backup = Path is null ? NewestOf(files) : ResolvePath(Path);
        var plan = files.PlanRestore(backup, cancellationToken);
        var before = plan.DatasetsBefore?.ToString(CultureInfo.InvariantCulture) ?? "no readable";
        var target = string.Create(
            CultureInfo.InvariantCulture, $"{plan.Path}: {before} datasets -> {plan.Datasets} datasets of {plan.Backup}, schema version {plan.SchemaVersion}");
        var result = await MayAsync(target, "Restore the database") ? files.Restore(backup, cancellationToken) : plan;
        if (result.NeedsUpdate)
        {
            Warn(result.Restored
                ? $"The restored database '{result.Path}' is of an older version: run Update-DatasetDb next."
                : $"The backup '{result.Backup}' is of an older version: Update-DatasetDb has to be run after it is restored.");
        }

        Emit(result);
    }

    private string NewestOf(IDatabaseFiles files) =>
        files.FindBackups().Where(backup => backup.Date is not null).MaxBy(backup => backup.Date)?.Path
        ?? throw new StatusException(
            "BackupNotFound",
            StatusErrorCategory.NotFound,
            $"There is no daily backup in '{Settings.Database.BackupFolder}'.",
            "Check Database:BackupFolder in the settings, or name a backup with -Path.",
            Settings.Database.BackupFolder);
}
