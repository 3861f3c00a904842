namespace MicroStatus.Messages;

/// <summary>Kinds of messages (lab.md §10); what each says is in <see cref="Catalogue.MessageCatalogue"/>.</summary>
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

    /// <summary>The montage of a dataset's projections is made.</summary>
    public const string MontageMade = "montage-made";

    /// <summary>The montage of a dataset's projections could not be made.</summary>
    public const string MontageFailed = "montage-failed";

    /// <summary>Processing has begun.</summary>
    public const string ProcessingStarted = "processing-started";

    /// <summary>Stitching has failed.</summary>
    public const string StitchingFailed = "stitching-failed";

    /// <summary>Stitching shows no progress.</summary>
    public const string StitchingStuck = "stitching-stuck";

    /// <summary>Denoising shows no progress.</summary>
    public const string DenoisingStuck = "denoising-stuck";

    /// <summary>The Imaris build shows no progress.</summary>
    public const string ImarisBuildStuck = "imaris-build-stuck";

    /// <summary>An Imaris file does not open.</summary>
    public const string ImarisFileBroken = "imaris-file-broken";

    /// <summary>An Imaris file is built.</summary>
    public const string ImarisFileBuilt = "imaris-file-built";

    /// <summary>Processing has ended, complete.</summary>
    public const string ProcessingFinished = "processing-finished";

    /// <summary>A dataset has moved to Hive.</summary>
    public const string Moved = "moved";

    /// <summary>A move has failed for good.</summary>
    public const string MoveFailed = "move-failed";

    /// <summary>An Imaris file could not be published.</summary>
    public const string PublishFailed = "publish-failed";

    /// <summary>An analysis task was created.</summary>
    public const string AnalysisTaskCreated = "analysis-task-created";

    /// <summary>A microscope's usage could not be reported.</summary>
    public const string UsageNotReported = "usage-not-reported";

    /// <summary>A store is not there.</summary>
    public const string StoreAbsent = "store-absent";

    /// <summary>A store has come to the first level of shortage.</summary>
    public const string StorageFirst = "storage-first";

    /// <summary>A store has come to the second level of shortage.</summary>
    public const string StorageSecond = "storage-second";

    /// <summary>A store is critically full.</summary>
    public const string StorageCritical = "storage-critical";

    /// <summary>An emergency has emptied a store's trash before its time.</summary>
    public const string TrashEmptied = "trash-emptied";

    /// <summary>The daily summary.</summary>
    public const string DailySummary = "daily-summary";

    /// <summary>A message that a person wrote.</summary>
    public const string Free = "free";
}
