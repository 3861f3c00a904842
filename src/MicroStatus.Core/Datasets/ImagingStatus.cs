namespace MicroStatus.Datasets;

/// <summary>Where the imaging of a dataset stands (lab.md §5).</summary>
public enum ImagingStatus
{
    /// <summary>The microscope is still writing.</summary>
    InProgress,

    /// <summary>A person is needed: stalled, broken or ended early.</summary>
    NeedsAttention,

    /// <summary>Everything expected is there and whole.</summary>
    Finished,
}
