using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>What <c>Clear-DatasetDb</c> did.</summary>
/// <param name="Path">The database.</param>
/// <param name="Before">Rows of <c>dataset</c> before.</param>
/// <param name="After">Rows of <c>dataset</c> after.</param>
/// <param name="Removed">Rows removed.</param>
/// <param name="Backup">The verified backup made first; null when nothing was to be removed.</param>
public sealed record DatabaseClearing(string Path, int Before, int After, int Removed, string? Backup)
{
    /// <summary>Ids of the datasets removed.</summary>
    public IReadOnlyList<long> RemovedIds { get; init; } = [];

    /// <summary>Names of the datasets removed, in the same order.</summary>
    public IReadOnlyList<string> RemovedNames { get; init => field = TextList.Of(value); } = TextList.Empty;
}
