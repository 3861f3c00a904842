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

    /// <summary>The copy on Hive that the web page has made is not proven to be what was moved.</summary>
    public const string CopyUnproven = "copy-unproven";

    /// <summary>A stage of processing shows no progress.</summary>
    public const string ProcessingStuck = "processing-stuck";

    /// <summary>A stitching job lies in the folder of failed ones.</summary>
    public const string StitchingFailed = "stitching-failed";

    /// <summary>The command that begins a stage has failed.</summary>
    public const string CommandFailed = "command-failed";

    /// <summary>The Imaris file of the dataset, or of a tile, does not open.</summary>
    public const string ImarisFileBroken = "imaris-file-broken";

    /// <summary>What a stage should have left is not what is there: missing, of several sizes, or gone.</summary>
    public const string ProductIncomplete = "product-incomplete";
}
