namespace MicroStatus.Tiles.Jobs;

/// <summary>A look into one file by a task.</summary>
/// <param name="Number">The number of the file among all files of the job's sets, from 0.</param>
/// <param name="File">What was seen; null when the file is not there (any more), or could not be looked at.</param>
/// <param name="Failure">Why it could not be looked at, or null.</param>
public sealed record TileReading(int Number, TiffFile? File, string? Failure);
