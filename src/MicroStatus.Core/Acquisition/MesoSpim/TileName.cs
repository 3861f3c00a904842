namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What makes a tile one tile: its index and the set it belongs to (lab.md §4).</summary>
/// <param name="Tile">The tile index; 0 is the first stage position.</param>
/// <param name="Channel">The channel: the laser wavelength in nm and perhaps a letter (<c>488</c>, <c>561b</c>).</param>
/// <param name="Shutter">The shutter, hence the side that the light comes from.</param>
/// <param name="Rotation">The angle of the sample in degrees.</param>
public sealed record TileName(int Tile, string Channel, int Shutter, int Rotation)
{
    /// <summary>The tiles that must have the same indices and together cover the stage positions.</summary>
    public TileSetName Set => new(Channel, Shutter, Rotation);
}
