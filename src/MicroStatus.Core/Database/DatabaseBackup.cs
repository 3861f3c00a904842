using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>A verified copy of a database.</summary>
/// <param name="Path">The copy.</param>
/// <param name="Source">The database.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Datasets">Rows of <c>dataset</c> in the copy.</param>
/// <param name="Created">When it was made.</param>
public sealed record DatabaseBackup(string Path, string Source, long Length, long Datasets, DateTimeOffset Created)
{
    /// <summary>Older daily backups that were removed after this one, oldest first.</summary>
    public IReadOnlyList<string> Removed { get; init => field = TextList.Of(value); } = TextList.Empty;
}
