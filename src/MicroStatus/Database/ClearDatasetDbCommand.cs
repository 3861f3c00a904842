using System.Globalization;
using System.Management.Automation;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>Removes datasets from the database: demo datasets, or those with the given ids.</summary>
/// <remarks>
/// Without -Id: the datasets with the word demo in their name. The word counts in any case, by itself or between underscores, hyphens, dots and spaces:
/// 2026_Demo_1 is removed, democracy is not. With -Id, also from a pipeline: exactly these, whatever they are called, for example one of two rows that
/// name the same folder. A pipeline that brings nothing removes nothing.
///
/// Each dataset is asked for, and the question says what goes with it. A verified backup is made before the first one is removed, and all are removed
/// together or none. A dataset that is being moved is refused without -Force; one that has got another folder, or begins to move, between the
/// question and the removal stays, with an error. Only rows of the database go: files stay where they are, history stays, messages that wait are still
/// delivered, and what is remembered of a folder stays as long as a row names it. A dataset whose folder is still there is recorded again by the next
/// status check, without being announced again.
/// </remarks>
/// <example>
/// <code>Clear-DatasetDb -WhatIf</code>
/// Shows which demo datasets would be removed, and what goes with each.
/// </example>
/// <example>
/// <code>Clear-DatasetDb -Confirm:$false</code>
/// Removes all demo datasets without asking, and tells the number of datasets before and after.
/// </example>
/// <example>
/// <code>Clear-DatasetDb -Id 118</code>
/// Removes one dataset, for example the newer of two rows that name the same folder.
/// </example>
[Cmdlet(VerbsCommon.Clear, "DatasetDb", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DatabaseClearing))]
public sealed class ClearDatasetDbCommand : DatasetReadCommand
{
    private const string Word = "demo";
    private const int MostBackupsASecond = 100;

    private readonly List<long> _given = [];
    private string? _givenOf;
    private bool _isDone;

    /// <summary>Database ids of exactly the datasets to remove. Without it: the demo datasets.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public long[]? Id { get; set; }

    /// <summary>Removes datasets that are being moved, too: how their move ends can then not be recorded.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Id is null)
        {
            await ClearAsync(ids: null, cancellationToken);
            _isDone = true;
            return;
        }

        if (_given.Count > 0 && !string.Equals(_givenOf, SettingsPath, StringComparison.Ordinal))
        {
            throw new StatusException(
                "SettingsPathMixed", StatusErrorCategory.InvalidData, "Datasets of several labs came down the pipeline; nothing was removed.", "Clear one lab at a time.", SettingsPath);
        }

        _given.AddRange(Id);
        _givenOf = SettingsPath;
    }

    /// <inheritdoc/>
    protected override Task EndAsync(CancellationToken cancellationToken) => _isDone ? Task.CompletedTask : ClearAsync(_given, cancellationToken);

    private async Task ClearAsync(IReadOnlyList<long>? ids, CancellationToken cancellationToken)
    {
        var database = OpenDatabase(cancellationToken);
        var demos = new List<long>();
        var before = 0;
        var places = new DatasetPlaces(Settings.Discovery with { DemoWords = [Word] });
        foreach (var dataset in database.FindDatasets(new DatasetFilter(), cancellationToken))
        {
            before++;
            if (dataset.Name.Trim('/').Length > 0 && places.Read(dataset.Name).IsDemo)
            {
                demos.Add(dataset.Id);
            }
        }

        var wanted = ids ?? demos;
        var plan = wanted.Count == 0 ? [] : database.PlanRemoval(wanted);
        foreach (var id in wanted.Distinct().Except(plan.Select(removal => removal.Id)))
        {
            ReportNotFound(string.Create(CultureInfo.InvariantCulture, $"id {id}"), id);
        }

        var chosen = new List<DatasetRemoval>();
        foreach (var removal in plan)
        {
            if (removal.Moving && !Force)
            {
                Report(RemovalText.Moving(removal), removal.Id);
            }
            else if (await MayAsync(RemovalText.Target(removal), RemovalText.Action(removal, plan)))
            {
                chosen.Add(removal);
            }
        }

        Emit(chosen.Count == 0
            ? new DatabaseClearing(Settings.Database.Path, before, before, Removed: 0, Backup: null)
            : Remove(chosen, before, cancellationToken));
    }

    private DatabaseClearing Remove(List<DatasetRemoval> chosen, int before, CancellationToken cancellationToken)
    {
        var backup = BackUp(cancellationToken);
        var database = OpenForWriting(cancellationToken);
        var removed = database.RemoveDatasets(chosen).ToHashSet();
        foreach (var removal in chosen.Where(removal => !removed.Contains(removal.Id)))
        {
            Report(RemovalText.ChangedMeanwhile(removal), removal.Id);
        }

        chosen.RemoveAll(removal => !removed.Contains(removal.Id));
        return new DatabaseClearing(database.Path, before, database.FindDatasets(new DatasetFilter(), cancellationToken).Count(), chosen.Count, backup.Path)
        {
            RemovedIds = chosen.ConvertAll(removal => removal.Id),
            RemovedNames = chosen.ConvertAll(removal => removal.Name),
        };
    }

    // Under a name of its own: the second clearing of a day, or of a second, must not replace the copy made before the first.
    private DatabaseBackup BackUp(CancellationToken cancellationToken)
    {
        var stem = System.IO.Path.GetFileNameWithoutExtension(Settings.Database.Path);
        var time = LabTime.Of(Settings.Lab).Write(Clock.GetUtcNow());
        for (var number = 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{stem}-before-clear-{time}{(number == 1 ? string.Empty : $"-{number}")}.db");
            try
            {
                return DatabaseFiles.Backup(System.IO.Path.Join(Settings.Database.BackupFolder, name), overwrite: false, cancellationToken);
            }
            catch (StatusException e) when (e.ErrorId == "BackupExists" && number < MostBackupsASecond)
            {
                Detail($"'{name}' exists already.");
            }
        }
    }
}
