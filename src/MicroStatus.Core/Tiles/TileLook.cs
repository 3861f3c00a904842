namespace MicroStatus.Tiles;

/// <summary>A look into one file of a tile set.</summary>
/// <param name="Set">The set.</param>
/// <param name="Tile">The tile, whose path names the file.</param>
/// <param name="File">What was seen; null when the file is not there (any more), or could not be looked at.</param>
/// <param name="Failure">Why it could not be looked at, or null.</param>
public sealed record TileLook(TileSet Set, Tile Tile, TiffFile? File, Exception? Failure);
