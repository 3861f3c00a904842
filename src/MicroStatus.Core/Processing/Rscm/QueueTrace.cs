namespace MicroStatus.Processing.Rscm;

/// <summary>What the stitching queue says of one dataset.</summary>
/// <param name="Newest">The newest of its files: older ones are history. Null when there is none.</param>
/// <param name="IsInHand">A file of it waits or is taken, however old: nothing is begun for the dataset.</param>
internal sealed record QueueTrace(QueueFile? Newest, bool IsInHand)
{
    /// <summary>The dataset is to be stitched, or is being stitched.</summary>
    public bool IsUnderWay => Newest?.Folder is QueueFolder.Waiting or QueueFolder.Temporary or QueueFolder.Processing || (Newest is null && IsInHand);

    /// <summary>What was made before this moment belongs to an earlier stitching; null when nothing tells.</summary>
    public DateTimeOffset? Since => Newest?.Modified;
}
