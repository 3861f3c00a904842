namespace MicroStatus.Trash;

/// <summary>A dataset that was brought back to FastStore.</summary>
/// <param name="Id">The dataset's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it is again.</param>
/// <param name="From">The entry of the trash that it was, or its copy on Hive.</param>
/// <param name="CopyOnHive">Where its copy on Hive still is; null when none is known.</param>
public sealed record RestoreResult(long Id, string Name, string Path, string From, string? CopyOnHive)
{
    /// <summary>It is there, proven and recorded; false while a job still copies it.</summary>
    public bool IsDone { get; init; } = true;
}
