using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Copies the database while it is in use, and verifies the copy.</summary>
/// <remarks>
/// SQLite's online backup takes one consistent state, also while others write. The copy gets its name only after SQLite has found it sound; when anything
/// fails, or the cmdlet is stopped, no half file is left. Without -Destination the copy goes to the configured folder, named by the day. To restore a
/// backup, stop all programs that use the database and copy the backup back to its place.
/// </remarks>
/// <example>
/// <code>Backup-DatasetDb</code>
/// Makes today's backup in the configured folder.
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

    /// <summary>An existing backup of that name is replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var destination = Destination is null ? null : ResolvePath(Destination);
        var target = $"{Settings.Database.Path} -> {destination ?? Settings.Database.BackupFolder}";
        if (await MayAsync(target, Force ? "Back up the database, in place of an earlier backup" : "Back up the database"))
        {
            Emit(DatabaseFiles.Backup(destination, Force, cancellationToken));
        }
    }
}
