using System.Globalization;
using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Hosting;

namespace MicroStatus.Database;

/// <summary>Removes demo datasets from the database: those with the word demo in their name.</summary>
/// <remarks>
/// The word counts in any case, by itself or between underscores, hyphens, dots and spaces: 2026_Demo_1 is removed, democracy is not. Each dataset is
/// asked for. A verified backup is made before the first one is removed. Only rows of the database go: files stay where they are, history stays, and a
/// dataset whose folder is still there is recorded again by the next status check, without being announced again.
/// </remarks>
/// <example>
/// <code>Clear-DatasetDb -WhatIf</code>
/// Shows which datasets would be removed.
/// </example>
/// <example>
/// <code>Clear-DatasetDb -Confirm:$false</code>
/// Removes all demo datasets without asking, and tells the number of datasets before and after.
/// </example>
[Cmdlet(VerbsCommon.Clear, "DatasetDb", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DatabaseClearing))]
public sealed class ClearDatasetDbCommand : LabCommand
{
    private const string Word = "demo";

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var files = DatabaseFiles;
        var before = 0;
        var demos = new List<Dataset>();
        using (var database = files.Open(DatabaseAccess.ReadOnly, cancellationToken))
        {
            var places = new DatasetPlaces(Settings.Discovery with { DemoWords = [Word] });
            foreach (var dataset in database.FindDatasets(new DatasetFilter(), cancellationToken))
            {
                before++;
                if (dataset.Name.Trim('/').Length > 0 && places.Read(dataset.Name).IsDemo)
                {
                    demos.Add(dataset);
                }
            }
        }

        var chosen = new List<long>();
        foreach (var dataset in demos)
        {
            var target = string.Create(CultureInfo.InvariantCulture, $"#{dataset.Id} {DisplayText.Of(dataset.Name)} ({DisplayText.Of(dataset.Path)})");
            if (await MayAsync(target, "Remove the dataset from the database"))
            {
                chosen.Add(dataset.Id);
            }
        }

        Emit(chosen.Count == 0
            ? new DatabaseClearing(Settings.Database.Path, before, before, Removed: 0, Backup: null)
            : Remove(files, chosen, before, cancellationToken));
    }

    private DatabaseClearing Remove(IDatabaseFiles files, List<long> ids, int before, CancellationToken cancellationToken)
    {
        // Under a name of its own: the second clearing of a day must not replace the copy made before the first.
        var stem = System.IO.Path.GetFileNameWithoutExtension(Settings.Database.Path);
        var time = new LabTime(TimeZoneInfo.FindSystemTimeZoneById(Settings.Lab.TimeZone)).Write(Clock.GetUtcNow());
        var backup = files.Backup(
            System.IO.Path.Join(Settings.Database.BackupFolder, $"{stem}-before-clear-{time}.db"), overwrite: false, cancellationToken);
        using var database = files.Open(DatabaseAccess.ReadWrite, cancellationToken);
        var removed = database.RemoveDatasets(ids);
        var after = database.FindDatasets(new DatasetFilter(), cancellationToken).Count();
        return new DatabaseClearing(database.Path, before, after, removed, backup.Path);
    }
}
