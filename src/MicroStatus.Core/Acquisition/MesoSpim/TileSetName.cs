namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>A set of tiles of one channel, one shutter and one rotation (lab.md §4).</summary>
/// <param name="Channel">The channel: the laser wavelength in nm and perhaps a letter.</param>
/// <param name="Shutter">The shutter.</param>
/// <param name="Rotation">The angle of the sample in degrees.</param>
public sealed record TileSetName(string Channel, int Shutter, int Rotation);
