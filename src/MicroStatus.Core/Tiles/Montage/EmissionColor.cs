namespace MicroStatus.Tiles.Montage;

/// <summary>The colour that a channel is shown in: the share of red, green and blue light, 0 to 1 each.</summary>
/// <param name="Red">Red.</param>
/// <param name="Green">Green.</param>
/// <param name="Blue">Blue.</param>
public readonly record struct EmissionColor(double Red, double Green, double Blue);
