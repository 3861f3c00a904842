namespace MicroStatus.Processing.Rscm;

/// <summary>What the stats of a complete set of composites tell.</summary>
/// <param name="Size">The size of each in bytes; null when they differ.</param>
/// <param name="Total">All together, in bytes.</param>
/// <param name="Empty">Names of those of zero bytes.</param>
/// <param name="Oldest">When the oldest was written.</param>
/// <param name="Newest">When the newest was written.</param>
internal sealed record CompositeFacts(long? Size, long Total, IReadOnlyList<string> Empty, DateTimeOffset Oldest, DateTimeOffset Newest)
{
    /// <summary>They are of one size, and hold something.</summary>
    public bool IsEven => Size is > 0;
}
