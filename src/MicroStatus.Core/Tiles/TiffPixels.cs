namespace MicroStatus.Tiles;

/// <summary>What the pixels of a TIFF tell.</summary>
/// <param name="Minimum">Smallest value; NaN when there is none.</param>
/// <param name="Maximum">Largest value; NaN when there is none.</param>
/// <param name="SaturatedFraction">Share of the samples that have the largest value of their type, 0 to 1; 0 for floating point.</param>
/// <param name="BlankPlanes">Planes in which every sample has the same value, from 0, in order; the first 1,000 at most.</param>
/// <param name="BlankPlaneCount">How many there are.</param>
public sealed record TiffPixels(double Minimum, double Maximum, double SaturatedFraction, IReadOnlyList<int> BlankPlanes, int BlankPlaneCount);
