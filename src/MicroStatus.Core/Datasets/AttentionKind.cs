namespace MicroStatus.Datasets;

/// <summary>Kinds of <see cref="AttentionReason"/>.</summary>
public static class AttentionKind
{
    /// <summary>Imaging shows no progress.</summary>
    public const string Stalled = "stalled";

    /// <summary>Files that are there cannot be right: truncated, empty or garbage.</summary>
    public const string BrokenFile = "broken-file";

    /// <summary>A tile says that it is over and is smaller than it should be.</summary>
    public const string AbortedTile = "aborted-tile";

    /// <summary>Everything is whole, and yet the set of tiles is not what a complete acquisition leaves.</summary>
    public const string EndedEarly = "ended-early";

    /// <summary>The instrument's metadata is missing or unreadable.</summary>
    public const string Metadata = "metadata";

    /// <summary>The folder is gone.</summary>
    public const string Vanished = "vanished";

    /// <summary>Renamed while processing was under way.</summary>
    public const string RenamedInProcessing = "renamed-in-processing";

    /// <summary>Its move to Hive has failed as often as it may.</summary>
    public const string MoveFailed = "move-failed";
}
