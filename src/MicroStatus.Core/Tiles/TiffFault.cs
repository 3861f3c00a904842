namespace MicroStatus.Tiles;

/// <summary>One thing that is wrong with a TIFF.</summary>
/// <param name="Kind">What.</param>
/// <param name="Plane">The plane, from 0; null when it is about the whole file.</param>
/// <param name="Text">The same in a phrase, with the numbers that show it.</param>
public sealed record TiffFault(TiffFaultKind Kind, int? Plane, string Text);
