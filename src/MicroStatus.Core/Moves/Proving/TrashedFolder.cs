namespace MicroStatus.Moves.Proving;

/// <summary>What was found of a dataset in the trash.</summary>
/// <param name="Path">The folder; null when none is known to be the dataset's.</param>
/// <param name="Inode">What the folder is.</param>
/// <param name="Why">What tells it, or why there is none, in a sentence.</param>
public sealed record TrashedFolder(string? Path, ulong Inode, string Why);
