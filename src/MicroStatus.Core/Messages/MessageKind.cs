namespace MicroStatus.Messages;

/// <summary>Kinds of messages (lab.md §10).</summary>
public static class MessageKind
{
    /// <summary>Imaging has begun.</summary>
    public const string ImagingStarted = "imaging-started";

    /// <summary>Imaging has ended, complete.</summary>
    public const string ImagingFinished = "imaging-finished";

    /// <summary>Imaging shows no progress.</summary>
    public const string ImagingPaused = "imaging-paused";

    /// <summary>Imaging goes on.</summary>
    public const string ImagingResumed = "imaging-resumed";

    /// <summary>A TIFF is broken.</summary>
    public const string BrokenTiff = "broken-tiff";

    /// <summary>A person is needed for another reason.</summary>
    public const string NeedsAttention = "needs-attention";

    /// <summary>A demo dataset is ignored.</summary>
    public const string DemoIgnored = "demo-ignored";

    /// <summary>A dataset whose checks keep failing is left alone.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>A store is not there.</summary>
    public const string StoreAbsent = "store-absent";

    /// <summary>A store has come to the first level of shortage.</summary>
    public const string StorageFirst = "storage-first";

    /// <summary>A store has come to the second level of shortage.</summary>
    public const string StorageSecond = "storage-second";

    /// <summary>A store is critically full.</summary>
    public const string StorageCritical = "storage-critical";
}
