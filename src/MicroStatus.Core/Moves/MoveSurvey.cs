using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Rules;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Gathers what is known of datasets when their moves are decided on. Reads, and writes nothing.</summary>
public sealed class MoveSurvey
{
    private readonly StatusSettings _settings;
    private readonly IDatasetDatabase _database;
    private readonly DatasetWhereabouts _whereabouts;
    private readonly DatasetActivity _activity;
    private readonly MoveMarkers _markers;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<long, MoveHold> _holds;
    private readonly Dictionary<long, DatasetMove> _last;

    /// <summary>Reads holds and moves; no folder is looked at yet.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="files">The stores.</param>
    /// <param name="acts">Belongs to a queue's class; nothing is written.</param>
    /// <param name="database">The database.</param>
    /// <param name="now">The moment.</param>
    public MoveSurvey(StatusSettings settings, IFileTree files, IFileActs acts, IDatasetDatabase database, DateTimeOffset now)
    {
        _settings = settings;
        _database = database;
        _now = now;
        Rules = new MoveRules(settings.Moves, LabTime.Of(settings.Lab));
        _whereabouts = new DatasetWhereabouts(settings, files, database);
        _markers = new MoveMarkers(settings, files);
        _activity = new DatasetActivity(settings, files, acts, now);
        _holds = database.Moves.ReadHolds().ToDictionary(hold => hold.Id);
        _last = database.Moves.Find(new MoveFilter { NewestOnly = true }).ToDictionary(move => move.Id);
        UnderWay = _last.Values.Count(move => move.IsUnderWay);
    }

    /// <summary>The rules that decide.</summary>
    public MoveRules Rules { get; }

    /// <summary>Our moves under way; whoever begins another one counts it here.</summary>
    public int UnderWay { get; set; }

    /// <summary>Why nothing can be moved at all: a sentence, or null when both stores are there.</summary>
    public string? AbsentStore => _whereabouts.Suspended.FirstOrDefault();

    /// <summary>A dataset's newest move.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <returns>The move, or null.</returns>
    public DatasetMove? LastOf(long id) => _last.GetValueOrDefault(id);

    /// <summary>What is known of a dataset.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>What is known; what works with it is looked at only where that can matter.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public MoveCandidate Of(Dataset row)
    {
        var paths = _whereabouts.Paths(row);
        var isOnFastStore = paths.FastStorePath is { Kind: StorePathKind.OnFastStore, RelativePath: not null };
        var candidate = new MoveCandidate
        {
            Row = row,
            IsDemo = paths.IsDemo,
            IsOnFastStore = isOnFastStore,
            AbsentStore = AbsentStore,
            Hold = _holds.GetValueOrDefault(row.Id),
            Last = LastOf(row.Id),
            UnderWay = UnderWay,
        };
        if (row.Moved || paths.IsDemo || !isOnFastStore || candidate.AbsentStore is not null)
        {
            return candidate;
        }

        candidate = candidate with { Source = _whereabouts.Of(row, everywhere: false).OnFastStore };
        if (candidate is { Source: FolderState.Absent, Last: { HasEndedBadly: true } last })
        {
            return candidate with { IsInTrash = _markers.IsInTrash(last) };
        }

        return candidate.Source == FolderState.Folder && row.ProcessingStatus != ProcessingStatus.Finished && Rules.IsStale(row, _now)
            ? candidate with { Activity = _activity.Look(row, paths.FastStorePath.Path!) }
            : candidate;
    }

    /// <summary>Why the next check moves a dataset, or does not.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>What holds it.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public MoveExplanation Explain(Dataset row)
    {
        var candidate = Of(row);
        var decision = Rules.Decide(candidate, _now, MoveAsker.Check);
        return new MoveExplanation { Id = row.Id, Name = row.Name, IsStale = decision.IsStale, Obstacles = decision.Obstacles, LastMove = candidate.Last };
    }

    /// <summary>Where a move takes a dataset: the same path below the acquisitions of Hive (lab.md §1), when nothing is there.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The path; null when the row's path is not one of FastStore.</returns>
    public string? DestinationOf(Dataset row) => StorePath.Of(row.Path, _settings.Storage) is { Kind: StorePathKind.OnFastStore, RelativePath: { } relative }
        ? Path.Join(_settings.Storage.Hive.AcquirePath, relative)
        : null;

    /// <summary>Datasets that may be due: on FastStore, finished or stale.</summary>
    /// <param name="withStale">Stale ones are looked for.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The datasets, oldest first.</returns>
    public IReadOnlyList<Dataset> Find(bool withStale, CancellationToken cancellationToken) =>
    [
        .. _database.FindDatasets(new DatasetFilter { OnFastStore = true }, cancellationToken)
            .Where(row => row.ProcessingStatus == ProcessingStatus.Finished || (withStale && Rules.IsStale(row, _now)))
            .OrderBy(row => row.Created ?? DateTimeOffset.MaxValue)
            .ThenBy(row => row.Id),
    ];
}
