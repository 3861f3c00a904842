using System.Globalization;

namespace MicroStatus.Processing.Rscm;

/// <summary>How many tasks the Dask scheduler of the stitching cluster has, by state (lab.md §3).</summary>
/// <param name="Tasks">All.</param>
/// <param name="Memory">Done, their result kept.</param>
/// <param name="Processing">Being computed.</param>
/// <param name="Waiting">Waiting for others.</param>
/// <param name="Released">Not wanted now.</param>
/// <param name="Erred">Failed.</param>
public sealed record DaskCounts(long Tasks, long Memory, long Processing, long Waiting, long Released, long Erred)
{
    /// <summary>All of them in a short text, which is another one when a count is.</summary>
    /// <returns>For example <c>10/4/3/2/1/0</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tasks}/{Memory}/{Processing}/{Waiting}/{Released}/{Erred}");
}
