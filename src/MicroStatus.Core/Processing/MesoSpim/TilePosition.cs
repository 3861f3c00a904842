namespace MicroStatus.Processing.MesoSpim;

/// <summary>What one Imaris file of tiles holds: a tile position, as one shutter and one rotation see it, in all channels (lab.md §4).</summary>
/// <param name="Tile">The tile index.</param>
/// <param name="Shutter">The shutter.</param>
/// <param name="Rotation">The rotation in degrees.</param>
internal sealed record TilePosition(int Tile, int Shutter, int Rotation);
