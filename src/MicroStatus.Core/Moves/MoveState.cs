namespace MicroStatus.Moves;

/// <summary>Where a move stands.</summary>
public enum MoveState
{
    /// <summary>Its job is being submitted; after a crash nobody knows whether it was.</summary>
    Submitting,

    /// <summary>Its job waits for a node.</summary>
    Queued,

    /// <summary>Its job runs.</summary>
    Running,

    /// <summary>Its job is not known any more and has left no marker: it may still run.</summary>
    Unknown,

    /// <summary>The dataset is on Hive, proven.</summary>
    Moved,

    /// <summary>It failed, and is tried again after a pause.</summary>
    Failed,

    /// <summary>It failed as often as it may: a person is needed.</summary>
    GaveUp,

    /// <summary>A person stopped it.</summary>
    Cancelled,
}
