namespace MicroStatus.Moves.Rules;

/// <summary>What is known of a move under way at one moment.</summary>
public sealed record MoveEvidence
{
    /// <summary>What the cluster says of its job.</summary>
    public required MoveJobState Job { get; init; }

    /// <summary>How the cluster says that the job ended, for example <c>OUT_OF_MEMORY</c>; or null.</summary>
    public string? JobReason { get; init; }

    /// <summary>The destination that the done marker names, or null without one.</summary>
    public string? Done { get; init; }

    /// <summary>The folder that the done marker names stands on Hive.</summary>
    public bool IsDestinationThere { get; init; }

    /// <summary>The error marker's text, or null without one.</summary>
    public string? Error { get; init; }

    /// <summary>When its job last showed that it lives; null when it never did.</summary>
    public DateTimeOffset? Heartbeat { get; init; }

    /// <summary>Both stores are there; without them nothing is concluded from what is missing.</summary>
    public bool AreStoresThere { get; init; } = true;

    /// <summary>The dataset's folder stands on FastStore.</summary>
    public bool IsSourceThere { get; init; } = true;
}
