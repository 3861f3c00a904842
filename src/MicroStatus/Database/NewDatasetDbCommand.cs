using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Makes a new dataset database where the settings say.</summary>
/// <remarks>
/// The database has the tables that the lab's web page and the older monitor know, and the tables of MicroStatus. It is Active: status checks may act
/// on it from the first one on. An existing file is never replaced, and a folder that is not there is not made, since it may lie on a store that is not
/// mounted. A database that exists already is brought up to date by Update-DatasetDb instead.
/// </remarks>
/// <example>
/// <code>New-DatasetDb</code>
/// Makes the database that the settings name.
/// </example>
/// <example>
/// <code>New-DatasetDb -SettingsPath ./demo -WhatIf</code>
/// Says which file would be made, and makes nothing.
/// </example>
[Cmdlet(VerbsCommon.New, "DatasetDb", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class NewDatasetDbCommand : LabCommand
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (await MayAsync(Settings.Database.Path, "Make a new database"))
        {
            Emit(new FileInfo(DatabaseFiles.Create()));
        }
    }
}
