namespace MicroStatus.Datasets;

/// <summary>Where the processing of a dataset stands (lab.md §5).</summary>
public enum ProcessingStatus
{
    /// <summary>Nothing has been started.</summary>
    NotStarted,

    /// <summary>mesoSPIM: started; existing RSCM rows use it for <see cref="Started"/>.</summary>
    InProgress,

    /// <summary>RSCM: being stitched.</summary>
    Started,

    /// <summary>RSCM: composites are complete.</summary>
    Stitched,

    /// <summary>mesoSPIM: deconvolved.</summary>
    DeconDone,

    /// <summary>RSCM: denoised composites are complete.</summary>
    Denoised,

    /// <summary>mesoSPIM: tiles are converted to Imaris files.</summary>
    ImsConverted,

    /// <summary>The Imaris file is built.</summary>
    BuiltIms,

    /// <summary>An older status of rows that were moved.</summary>
    MovedToHive,

    /// <summary>Everything is done; the dataset may move.</summary>
    Finished,

    /// <summary>A person is needed.</summary>
    NeedsAttention,
}
