namespace MicroStatus.Trash;

/// <summary>Something in a folder or below it.</summary>
/// <param name="PathBytes">The path below the folder, as the bytes that it is.</param>
/// <param name="Stamp">What it is.</param>
/// <param name="Bytes">What it takes on disk, in bytes.</param>
public readonly record struct FoundEntry(ReadOnlyMemory<byte> PathBytes, FileStamp Stamp, long Bytes);
