namespace MicroStatus.Storage;

/// <summary>Something in a store's trash (lab.md §9).</summary>
/// <param name="Path">Where it is.</param>
/// <param name="RelativePath">Where it was, below the acquisitions, as its name tells.</param>
/// <param name="Kind">One of <see cref="TrashKind"/>; null when the name is not one of ours.</param>
/// <param name="Id">The dataset that it belongs to; null when the name does not tell.</param>
/// <param name="IsMarked">Its marker is beside it: it will be deleted; without one it is left alone, always.</param>
public sealed record TrashEntry(string Path, string RelativePath, string? Kind, long? Id, bool IsMarked)
{
    /// <summary>Its name is none of ours: the database tells whose it is, since the web page has moved it there.</summary>
    public bool IsOfWebPage { get; init; }
}
