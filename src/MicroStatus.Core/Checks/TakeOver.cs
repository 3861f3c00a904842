using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>Who may act on a database, and whether another monitor still does: only one may (lab.md §6).</summary>
/// <param name="settings">The settings.</param>
public sealed class TakeOver(StatusSettings settings)
{
    // As many as a person reads; the error's target holds all.
    private const int MostShown = 8;

    private readonly LabTime _time = LabTime.Of(settings.Lab);

    /// <summary>Refuses a database whose rows another monitor changed of late.</summary>
    /// <param name="database">The database.</param>
    /// <param name="look">What others did since the last look.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="StatusException"><c>OtherMonitorActive</c>: names the rows; its target holds every change.</exception>
    public void RequireSilence(IDatasetDatabase database, ExternalLook look, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signs = FindSigns(database, look, now, cancellationToken);
        if (signs.Count == 0)
        {
            return;
        }

        var shown = signs.Take(MostShown).Select(Tell);
        var more = signs.Count > MostShown ? FormattableString.Invariant($"\n  and {signs.Count - MostShown} more") : string.Empty;
        throw new StatusException(
            "OtherMonitorActive",
            StatusErrorCategory.InvalidOperation,
            $"Another monitor seems to act on '{database.Path}':{string.Concat(shown.Select(sign => "\n  " + sign))}{more}",
            FormattableString.Invariant(
                $"Stop the other monitor and try again when it has been silent for {settings.Check.TakeOverQuietTime.TotalMinutes:0} minutes; -Force takes over at once. Get-DatasetEvent -Kind external shows what others changed."),
            signs);
    }

    /// <summary>Makes a database Active from now on: nothing older is announced, reported as usage or queued.</summary>
    /// <param name="database">The database.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="state">The state so far.</param>
    /// <param name="host">The node whose checks may act from now on; null: the first one that does.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The new state.</returns>
    public static MonitorState Record(IDatasetDatabase database, ILeaseHold lease, MonitorState state, string? host, DateTimeOffset now)
    {
        var taken = state with
        {
            Mode = CheckMode.Active,
            Since = state.Mode == CheckMode.Observe ? now : state.Since,
            CheckHost = host,
        };
        if (taken != state)
        {
            database.WriteMonitorState(taken, lease);
        }

        return taken;
    }

    /// <summary>Changes of late that neither MicroStatus nor a person made.</summary>
    /// <param name="database">The database.</param>
    /// <param name="look">What others did since the last look.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>An entry each; those known from a row's own times alone have no number.</returns>
    public IReadOnlyList<DatasetEvent> FindSigns(IDatasetDatabase database, ExternalLook look, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - settings.Check.TakeOverQuietTime;
        var recent = database.FindEvents(new DatasetEventFilter { Since = since }, cancellationToken).ToList();
        var signs = recent.Concat(look.Changes).Where(IsOfMonitor).DistinctBy(change => (change.Id, change.Field, change.To)).ToList();
        var known = recent.Concat(look.Changes).Select(change => change.Id).ToHashSet();
        foreach (var row in database.FindDatasets(new DatasetFilter(), cancellationToken))
        {
            if (!known.Contains(row.Id) && SignOf(row, since, now) is { } sign)
            {
                signs.Add(sign);
            }
        }

        return signs;
    }

    private static bool IsOfMonitor(DatasetEvent change) => change is { Kind: EventKind.External, Who: ColumnAuthors.Monitor };

    // Times that a monitor writes into the row itself: the only signs of what happened before rows were compared.
    private DatasetEvent? SignOf(Dataset row, DateTimeOffset since, DateTimeOffset now)
    {
        (string Column, DateTimeOffset? Time)[] times =
        [
            ("created", row.Created),
            ("imaging_no_progress_time", row.ImagingNoProgressTime),
            ("processing_no_progress_time", row.ProcessingNoProgressTime),
        ];
        var latest = times.Where(time => time.Time >= since && time.Time <= now + settings.Check.TakeOverQuietTime).ToList();
        return latest.Count == 0
            ? null
            : new DatasetEvent
            {
                Time = latest[0].Time!.Value,
                Id = row.Id,
                Name = row.Name,
                Path = row.Path,
                Kind = EventKind.External,
                Field = latest[0].Column,
                To = _time.Write(latest[0].Time!.Value),
                Who = ColumnAuthors.Monitor,
                Why = "The row says so itself.",
            };
    }

    private string Tell(DatasetEvent sign) => sign.Field is null
        ? FormattableString.Invariant($"#{sign.Id} {sign.Name}: {sign.To} ({_time.Write(sign.Time)})")
        : FormattableString.Invariant($"#{sign.Id} {sign.Name}: {sign.Field} {sign.From ?? "NULL"} -> {sign.To ?? "NULL"} ({_time.Write(sign.Time)})");
}
