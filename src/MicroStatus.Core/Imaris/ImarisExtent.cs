namespace MicroStatus.Imaris;

/// <summary>Where in space the image of an Imaris file lies, in the unit that the file names.</summary>
/// <param name="MinX">Left edge.</param>
/// <param name="MinY">Upper edge.</param>
/// <param name="MinZ">Begin of the first z-layer.</param>
/// <param name="MaxX">Right edge.</param>
/// <param name="MaxY">Lower edge.</param>
/// <param name="MaxZ">End of the last z-layer.</param>
public sealed record ImarisExtent(double MinX, double MinY, double MinZ, double MaxX, double MaxY, double MaxZ);
