namespace MicroStatus.Trash;

/// <summary>A file or a folder of a dataset that goes to the trash.</summary>
/// <param name="Path">Its path below the dataset's folder, and below the entry.</param>
/// <param name="Inode">What it is: something else in its place stays.</param>
public sealed record DiscardItem(string Path, ulong Inode);
