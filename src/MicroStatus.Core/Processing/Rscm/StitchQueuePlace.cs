namespace MicroStatus.Processing.Rscm;

/// <summary>Where a dataset's queue file is.</summary>
public enum StitchQueuePlace
{
    /// <summary>Nowhere: it is not queued, or stitching is over.</summary>
    None,

    /// <summary>It waits, and may be written anew.</summary>
    Waiting,

    /// <summary>The cluster has taken it.</summary>
    Taken,
}
