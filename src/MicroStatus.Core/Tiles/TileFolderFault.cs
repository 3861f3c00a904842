namespace MicroStatus.Tiles;

/// <summary>A folder of a tile set that could not be looked into: nothing is known of what is in it.</summary>
/// <param name="Path">The folder, absolute.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record TileFolderFault(string Path, string Reason);
