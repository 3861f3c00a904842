namespace MicroStatus.Moves;

/// <summary>A dataset's move from FastStore to Hive (lab.md §8): one row a move, however often its job was run.</summary>
public sealed record DatasetMove
{
    /// <summary>Its number; 0 until it is stored.</summary>
    public long MoveId { get; init; }

    /// <summary>The dataset's id.</summary>
    public required long Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset's folder on FastStore.</summary>
    public required string Source { get; init; }

    /// <summary>Where it is to be on Hive, or where it is: a name that is taken gets a number.</summary>
    public required string Destination { get; init; }

    /// <summary>Where it stands.</summary>
    public required MoveState State { get; init; }

    /// <summary>Who began it.</summary>
    public required MoveOrigin Origin { get; init; }

    /// <summary>What proves the copy.</summary>
    public required MoveProof Proof { get; init; }

    /// <summary>The present or last run, a stable word; empty before the first.</summary>
    public string RunId { get; init; } = string.Empty;

    /// <summary>How often its job was submitted.</summary>
    public int Runs { get; init; }

    /// <summary>How often since a person last asked for it: so many failures it may have.</summary>
    public int Tries { get; init; }

    /// <summary>The <c>processing_status</c> that it put <c>needs_attention</c> in place of, when it was given up; or null.</summary>
    public string? FormerStatus { get; init; }

    /// <summary>Where its manifest, journal and heartbeat lie; null for a move of the web page.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>The job's log; null when it is not known.</summary>
    public string? Log { get; init; }

    /// <summary>The entry in FastStore's trash that the source becomes; null when it is not known.</summary>
    public string? TrashEntry { get; init; }

    /// <summary>The job's number; null when it is not known.</summary>
    public string? JobId { get; init; }

    /// <summary>The job's name.</summary>
    public required string JobName { get; init; }

    /// <summary>When it was first submitted or seen.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When its job was last submitted.</summary>
    public DateTimeOffset? Submitted { get; init; }

    /// <summary>When it ended: moved, given up or cancelled.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Not tried again before this moment.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Since when nothing is known of its job.</summary>
    public DateTimeOffset? LostSince { get; init; }

    /// <summary>Why the last run failed, or null.</summary>
    public string? LastError { get; init; }

    /// <summary>It failed, was given up or stopped: the dataset is where it was, unless a job that was taken for lost has ended well after all.</summary>
    public bool HasEndedBadly => State is MoveState.Failed or MoveState.GaveUp or MoveState.Cancelled;

    /// <summary>How far its run is, read when it was asked for; never stored. Null when it is not under way, or was not looked at.</summary>
    public MoveProgress? Progress { get; init; }

    /// <summary>Its job is somewhere, or may be.</summary>
    public bool IsUnderWay => State is MoveState.Submitting or MoveState.Queued or MoveState.Running or MoveState.Unknown;
}
