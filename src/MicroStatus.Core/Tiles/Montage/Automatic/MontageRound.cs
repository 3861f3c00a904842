using System.Globalization;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>One look of a check at which datasets are imaged: each gets the montage of its projections once (lab.md §4). Each dataset is isolated. What is made costs one
/// query, and no call on the stores.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="listener">Hears of what was made and what could not be.</param>
/// <param name="time">Measures the time that a check may spend: real time, since the lab's clock may stand still.</param>
public sealed class MontageRound(MontageTools tools, IMontageListener listener, TimeProvider time)
{
    private readonly MontageRules _rules = new(tools.Settings.Tiles.Montage, tools.News);
    private readonly MontageWork _work = new(tools, listener);
    private readonly DatasetWhereabouts _whereabouts = new(tools.Settings, tools.Files, tools.Database);

    /// <summary>Makes what is due, newest imaging first, as far as the time for one check allows.</summary>
    /// <param name="cancellationToken">Stops it within a second.</param>
    /// <returns>A sentence where there is something to say.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public string? Run(CancellationToken cancellationToken)
    {
        if (!tools.Gate.MayAct())
        {
            return "Not made in this mode.";
        }

        if (tools.Database.Montages.FindReopened() is { Count: > 0 } reopened)
        {
            tools.Gate.WriteOwn((database, lease) => database.Montages.Forget(reopened, lease));
        }

        var modalities = tools.Instruments.Where(instrument => instrument.HasProjections).Select(instrument => instrument.Modality).ToList();
        var candidates = tools.Database.Montages.FindOpen(modalities).Where(_rules.MayBeDue).OrderByDescending(candidate => candidate.Finished).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        return _whereabouts.FastStore.IsPresent ? Make(candidates, cancellationToken) : $"Suspended: FastStore is absent. {_whereabouts.FastStore.Reason}";
    }

    private string? Make(List<MontageCandidate> candidates, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var acts = tools.Database.Intents.FindOpen().Select(intent => intent.Id).ToHashSet();
        var made = 0;
        var done = 0;
        foreach (var candidate in candidates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tools.Row(candidate.Id) is { } row && IsDue(row, candidate.Record, acts))
            {
                if (done > 0 && time.GetElapsedTime(begun) >= tools.Settings.Tiles.Montage.CheckTime)
                {
                    return Note(made, "The rest goes on at the next check.");
                }

                listener.Progress(done, candidates.Count, row.Name);
                made += _work.Make(row, candidate.Record, _rules, cancellationToken) ? 1 : 0;
                done++;
            }
        }

        return Note(made, string.Empty);
    }

    private bool IsDue(Dataset row, MontageRecord? record, HashSet<long?> acts) =>
        _rules.IsDue(row, record, _whereabouts.Paths(row).IsDemo, acts.Contains(row.Id));

    private static string? Note(int made, string rest)
    {
        var note = made > 0 ? string.Create(CultureInfo.InvariantCulture, $"{made} made. {rest}").TrimEnd() : rest;
        return note.Length > 0 ? note : null;
    }
}
