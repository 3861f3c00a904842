namespace MicroStatus.Processing;

/// <summary>The Imaris file of a whole dataset, which opens.</summary>
/// <param name="Path">The file.</param>
/// <param name="Written">When it was last written.</param>
public sealed record ProcessingResult(string Path, DateTimeOffset Written);
