using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Rules;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Says what holds datasets on FastStore as far as the database tells it. Looks at no folder: <see cref="MoveSurvey"/> does.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores, which are not looked at.</param>
/// <param name="database">The database; holds and moves are read once, when the first dataset that has not moved is asked about.</param>
/// <param name="now">The moment.</param>
public sealed class HeldMoves(StatusSettings settings, IFileTree files, IDatasetDatabase database, DateTimeOffset now)
{
    // Not those that have ended well, which are by far the most.
    private static readonly MoveFilter Unfinished = new()
    {
        States = [MoveState.Submitting, MoveState.Queued, MoveState.Running, MoveState.Unknown, MoveState.Failed, MoveState.GaveUp],
        NewestOnly = true,
    };

    private readonly LabTime _time = LabTime.Of(settings.Lab);
    private readonly MoveRules _rules = new(settings.Moves, LabTime.Of(settings.Lab));
    private readonly DatasetWhereabouts _whereabouts = new(settings, files, database);
    private Dictionary<long, MoveHold>? _holds;
    private Dictionary<long, DatasetMove> _last = [];
    private int _underWay;

    /// <summary>What holds a dataset.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>A sentence for each rule; none when the database knows of nothing; null when it is being moved, or has moved.</returns>
    /// <exception cref="StatusException">Database errors.</exception>
    public IReadOnlyList<string>? Of(Dataset row)
    {
        if (row.Moved || row.Moving)
        {
            return null;
        }

        if (_holds is null)
        {
            _last = database.Moves.Find(Unfinished).ToDictionary(move => move.Id);
            _underWay = _last.Values.Count(move => move.IsUnderWay);
            _holds = database.Moves.ReadHolds().ToDictionary(hold => hold.Id);
        }

        var last = _last.GetValueOrDefault(row.Id);
        return last is { IsUnderWay: true }
            ? null
            : [.. _rules.Decide(Candidate(row, last), now, MoveAsker.Check).Obstacles.Select(obstacle => obstacle.Sentence(_time.Zone))];
    }

    private MoveCandidate Candidate(Dataset row, DatasetMove? last)
    {
        var paths = _whereabouts.Paths(row);
        return new MoveCandidate
        {
            Row = row,
            IsDemo = paths.IsDemo,
            IsOnFastStore = paths.FastStorePath is { Kind: StorePathKind.OnFastStore, RelativePath: not null },
            Source = FolderState.Folder,
            Hold = _holds!.GetValueOrDefault(row.Id),
            Last = last,
            UnderWay = _underWay,
        };
    }
}
