namespace MicroStatus.Processing.Rscm;

/// <summary>The folders of the stitching queue, in the order in which a file passes them (lab.md §3).</summary>
internal enum QueueFolder
{
    /// <summary>Files that wait.</summary>
    Waiting,

    /// <summary>Files that the cluster sets aside.</summary>
    Temporary,

    /// <summary>Files being stitched.</summary>
    Processing,

    /// <summary>Files of stitched datasets.</summary>
    Complete,

    /// <summary>Files of datasets that could not be stitched.</summary>
    Error,
}
