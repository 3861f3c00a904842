namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>What is done with an open file.</summary>
/// <typeparam name="T">What comes of it.</typeparam>
/// <param name="source">The file.</param>
/// <returns>What was seen.</returns>
internal delegate T TiffLook<out T>(ref TiffSource source);
