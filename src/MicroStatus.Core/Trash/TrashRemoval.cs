namespace MicroStatus.Trash;

/// <summary>What became of an entry of the trash that was to go.</summary>
/// <param name="Id">The dataset's id, or null.</param>
/// <param name="Name">The name of what it was.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Path">Where it was.</param>
/// <param name="IsGone">Nothing is left of it.</param>
/// <param name="Freed">Bytes that were freed now.</param>
/// <param name="Entries">Files, folders and links that were deleted now.</param>
/// <param name="Reason">Why it stays, or what is left; null when it is gone.</param>
public sealed record TrashRemoval(long? Id, string Name, string? Kind, string Path, bool IsGone, long Freed, long Entries, string? Reason)
{
    /// <summary>It is begun, and goes on at the next check.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>It would be deleted by who may.</summary>
    public bool WouldGo { get; init; }
}
