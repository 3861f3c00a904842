using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Job;
using MicroStatus.Moves.Proving;
using MicroStatus.Moves.Rules;
using MicroStatus.Storage;

namespace MicroStatus.Moves;

/// <summary>Watches moves under way, ours and the web page's, and records what became of them (lab.md §8).</summary>
public sealed class MoveTracker
{
    private readonly MoveTools _tools;
    private readonly MoveMarkers _markers;
    private readonly MoveChanges _changes;
    private readonly MoveTracking _tracking;
    private readonly MoveNames _names;
    private readonly bool _areStoresThere;

    /// <summary>Prepares watching.</summary>
    /// <param name="tools">What it needs.</param>
    /// <param name="areStoresThere">Both stores are there.</param>
    public MoveTracker(MoveTools tools, bool areStoresThere)
    {
        _tools = tools;
        _markers = new MoveMarkers(tools.Settings, tools.Files);
        _changes = new MoveChanges(tools.Settings, tools.Messages, tools.Now);
        _tracking = new MoveTracking(tools.Settings.Moves);
        _names = new MoveNames(tools.Settings.Moves, tools.Settings.Discovery.NoPi);
        _areStoresThere = areStoresThere;
    }

    /// <summary>Moves that are to be watched: ours, those of rows that someone else moves, and those that failed or were stopped, since their jobs may
    /// still end well.</summary>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Each dataset with its move; one of the web page that was not seen before has no number yet.</returns>
    public IReadOnlyList<(Dataset Row, DatasetMove Move)> Find(CancellationToken cancellationToken)
    {
        var newest = _tools.Database.Moves.Find(new MoveFilter { NewestOnly = true }).ToDictionary(move => move.Id);
        var underWay = newest.Values.Where(move => move.IsUnderWay).Select(move => move.Id).ToArray();
        var rows = _tools.Database.FindDatasets(new DatasetFilter { OnFastStore = true }, cancellationToken).ToList();
        if (underWay.Length > 0)
        {
            rows.AddRange(_tools.Database.FindDatasets(new DatasetFilter { Ids = underWay }, cancellationToken).ExceptBy(rows.Select(row => row.Id), row => row.Id).ToList());
        }

        return
        [
            .. rows
                .Select(row => (Row: row, Move: newest.GetValueOrDefault(row.Id)))
                .Where(pair => pair.Row.Moving || pair.Move is { IsUnderWay: true } || (!pair.Row.Moved && pair.Move is { HasEndedBadly: true }))
                .Select(pair => (pair.Row, pair.Move is { IsUnderWay: true } || !pair.Row.Moving ? pair.Move! : OfWebPage(pair.Row))),
        ];
    }

    /// <summary>Settles a submission whose result was lost, by evidence.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move, being submitted.</param>
    /// <param name="cancellationToken">Ends the cluster's command.</param>
    /// <returns>What to write; null when it is too early to tell.</returns>
    /// <exception cref="StatusException">The cluster cannot be asked.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public async Task<DatasetChangeSet?> SettleAsync(Dataset row, DatasetMove move, CancellationToken cancellationToken)
    {
        if (_tools.Database.Intents.Find(MoveChanges.SubmissionKey(move)) is { State: IntentState.NotDone } settled)
        {
            return _changes.Failed(row, move, settled.Result ?? "Its job was not submitted.", _tools.Now, log: string.Empty);
        }

        var jobs = await _tools.Cluster.FindAsync(move.JobName, move.RunId, cancellationToken).ConfigureAwait(false);
        if (jobs.Count > 0)
        {
            return MoveChanges.Submitted(row, move, jobs[^1].Id);
        }

        if (_markers.HasTraces(row, move))
        {
            return MoveChanges.Submitted(row, move, jobId: null);
        }

        // A submission that was cut off may still arrive; the job's own lock makes it harmless, and this makes it rare.
        var isOver = _tools.Now - (move.Submitted ?? move.Begun) > 2 * _tools.Settings.Cluster.CommandTimeout;
        return isOver && _areStoresThere
            ? _changes.Failed(row, move with { Tries = move.Tries - 1 }, "Its job was not submitted: neither the cluster nor a file knows of it.", _tools.Now, log: string.Empty)
            : null;
    }

    /// <summary>Looks at a move.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move.</param>
    /// <param name="job">Its job, as far as the cluster knows it.</param>
    /// <returns>What to write; null when nothing has changed.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public DatasetChangeSet? Look(Dataset row, DatasetMove move, ClusterJob? job)
    {
        var verdict = _tracking.Decide(move, EvidenceOf(row, move, job), _tools.Now);
        if (move.HasEndedBadly && verdict.State != MoveState.Moved)
        {
            return null;
        }

        switch (verdict.State)
        {
            case MoveState.Moved:
                var change = _changes.Moved(row, move with { TrashEntry = TrashEntryOf(row, move) }, verdict);
                return change with { ClosedEpisodes = Episodes(row, out var isPausedByUs), Fields = isPausedByUs ? [.. change.Fields, Unpause(row)] : change.Fields };
            case MoveState.Failed:
                var code = _markers.Error(row, move)?.ExitCode;
                var isHopeless = move.Origin != MoveOrigin.WebPage && code == MoveExitCode.SourceRefused;
                var next = isHopeless ? null : move.Origin == MoveOrigin.WebPage ? _tools.Now : _tracking.NextTry(move.Tries, _tools.Now);
                return _changes.Failed(row, move, verdict.Why, next, next is null ? _markers.EndOfLog(move) : string.Empty);
            default:
                var stands = move with { State = verdict.State, LostSince = verdict.LostSince, JobId = job?.Id ?? move.JobId };
                return stands == move && move.MoveId != 0 ? null : MoveChanges.Stands(row, stands);
        }
    }

    private MoveEvidence EvidenceOf(Dataset row, DatasetMove move, ClusterJob? job)
    {
        var done = _markers.Done(row);
        return new MoveEvidence
        {
            Job = JobState(job),
            JobReason = job is null ? null : $"{job.State}{(job.Reason is { } reason ? $", {reason}" : string.Empty)}{(job.ExitCode is { } code ? FormattableString.Invariant($", exit code {code}") : string.Empty)}",
            Done = done,
            IsDestinationThere = _areStoresThere && done is not null && StorePath.Of(done, _tools.Settings.Storage).Kind == StorePathKind.OnHive && _tools.Files.Find(done) is { Kind: EntryKind.Folder },
            Error = _markers.Error(row, move)?.Reason,
            Heartbeat = _markers.Heartbeat(move) is { } beat && beat >= (move.Submitted ?? move.Begun).AddMinutes(-1) ? beat : null,
            AreStoresThere = _areStoresThere,
            IsSourceThere = !_areStoresThere || _tools.Files.Find(move.Source) is not null,
        };
    }

    private string? TrashEntryOf(Dataset row, DatasetMove move)
    {
        if (move.Origin != MoveOrigin.WebPage)
        {
            return _markers.TrashEntry(move) ?? move.TrashEntry;
        }

        try
        {
            return new WebPageTrash(_tools.Settings, _tools.Files, _tools.Database).Find(row).Path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // that it moved is recorded all the same; its proof looks again, and tells
        }
    }

    // A run that found another one at work has nothing to say of the move.
    private static MoveJobState JobState(ClusterJob? job) => job switch
    {
        null or { State: ClusterJobState.Unknown } or { ExitCode: (int)MoveExitCode.Busy } => MoveJobState.Unknown,
        { State: ClusterJobState.Pending } => MoveJobState.Waiting,
        { IsLive: true } => MoveJobState.Running,
        { State: ClusterJobState.Completed } => MoveJobState.Ended,
        _ => MoveJobState.Failed,
    };

    private DatasetMove OfWebPage(Dataset row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Source = row.Path ?? string.Empty,
        Destination = StorePath.Of(row.Path, _tools.Settings.Storage).RelativePath is { } relative ? Path.Join(_tools.Settings.Storage.Hive.AcquirePath, relative) : string.Empty,
        State = MoveState.Unknown,
        Origin = MoveOrigin.WebPage,
        Proof = MoveProof.Sizes,
        JobName = _names.JobName(row.Id),
        Begun = _tools.Now,
    };

    private List<long> Episodes(Dataset row, out bool isPausedByUs)
    {
        var open = _tools.Database.ReadOpenAttention().Where(attention => attention.Path == row.Path).ToList();
        var ours = open.Where(attention => attention.Reason.Kind == AttentionKind.MoveFailed).ToList();
        isPausedByUs = row.Paused && ours.Count == open.Count && ours.Exists(attention => attention.PausedByUs);
        return ours.ConvertAll(attention => attention.Episode);
    }

    private static FieldChange Unpause(Dataset row) => new(DatasetField.Paused, row.Paused ? 1L : 0L, 0L);
}
