namespace MicroStatus.Moves.Rules;

/// <summary>What the cluster says of a move's job.</summary>
public enum MoveJobState
{
    /// <summary>The cluster does not know it any more, or could not be asked.</summary>
    Unknown,

    /// <summary>It waits for a node.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well, as the accounting says.</summary>
    Ended,

    /// <summary>It failed, was cancelled or was killed, as the accounting says.</summary>
    Failed,
}
