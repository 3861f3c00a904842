using System.Globalization;
using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Copies the database while it is in use, and verifies the copy.</summary>
/// <remarks>
/// SQLite's online backup takes one consistent state, also while others write. The copy gets its name only after SQLite has found it sound; when anything
/// fails, or the cmdlet is stopped, no half file is left. Without -Destination the copy goes to the configured folder, named by the day. With -Keep older
/// daily backups are removed afterwards, as far as the settings database.retention do not keep them: by default the newest of each of the last 14 days, 8
/// weeks and 12 months stay. Nothing else in the folder is touched. Restore-DatasetDb puts a backup in the place of the database.
/// </remarks>
/// <example>
/// <code>Backup-DatasetDb</code>
/// Makes today's backup in the configured folder.
/// </example>
/// <example>
/// <code>Backup-DatasetDb -Keep -WhatIf</code>
/// Lists the old backups that would be removed, and changes nothing.
/// </example>
/// <example>
/// <code>Backup-DatasetDb -Keep</code>
/// Makes today's backup, or verifies it when it is there, and then removes the old ones that are not kept.
/// </example>
/// <example>
/// <code>Backup-DatasetDb -Destination ./before-cleanup.db</code>
/// Makes a backup under a name of its own.
/// </example>
/// <example>
/// <code>Backup-DatasetDb -Force</code>
/// Makes today's backup anew, in place of an earlier one of today.
/// </example>
[Cmdlet(VerbsData.Backup, "DatasetDb", SupportsShouldProcess = true)]
[OutputType(typeof(DatabaseBackup))]
public sealed class BackupDatasetDbCommand : LabCommand
{
    /// <summary>The file to make, or a folder for today's name in it. Without it: the configured folder.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>
    /// Daily backup with retention: today's backup is made, or verified when it is there already; then older daily backups are removed as far as
    /// database.retention does not keep them. Each removal is asked for.
    /// </summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>An existing backup of that name is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Keep)
        {
            await KeepAsync(cancellationToken);
            return;
        }

        var destination = Destination is null ? null : ResolvePath(Destination);
        if (await MayBackUpAsync(destination))
        {
            Emit(DatabaseFiles.Backup(destination, Force, cancellationToken));
        }
    }

    private Task<bool> MayBackUpAsync(string? destination) => MayAsync(
        $"{Settings.Database.Path} -> {destination ?? Settings.Database.BackupFolder}",
        Force ? "Back up the database, in place of an earlier backup" : "Back up the database");

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (Destination is not null)
        {
            throw new StatusException(
                "DestinationNotKept",
                StatusErrorCategory.InvalidData,
                "-Keep and -Destination do not go together: only the daily backups in the configured folder are kept for a time and then removed.",
                "Leave one of the two out, or set Database:BackupFolder to another folder.",
                Destination);
        }

        var files = DatabaseFiles;
        var backup = Force ? null : files.VerifyTodaysBackup(cancellationToken);
        if (backup is not null)
        {
            Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"Today's backup was made at {backup.Created:HH:mm} and is kept as it is: what changed since then is not in it. -Force makes it anew."));
        }

        if (backup is null && await MayBackUpAsync(destination: null))
        {
            backup = files.Backup(destination: null, Force, cancellationToken);
        }

        if (backup is null && !IsWhatIf)
        {
            return; // a person's No: without today's backup none goes
        }

        var removed = new List<string>();
        foreach (var expired in files.FindExpiredBackups())
        {
            if (await MayAsync(expired.Path, "Remove the old backup") && backup is not null)
            {
                Remove(files, expired, removed);
            }
        }

        if (backup is not null)
        {
            Emit(backup with { Removed = removed });
        }
    }

    private void Remove(IDatabaseFiles files, BackupFile expired, List<string> removed)
    {
        try
        {
            if (files.RemoveExpiredBackup(expired))
            {
                removed.Add(expired.Path);
            }
        }
        catch (StatusException e)
        {
            Report(e, expired.Path);
        }
    }
}
