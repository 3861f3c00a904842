namespace MicroStatus.Acquisition;

/// <summary>A dataset's folder that discovery found.</summary>
/// <param name="Path">The folder.</param>
/// <param name="RelativePath">The same below the modality folder.</param>
/// <param name="Instrument">Whose it is.</param>
public sealed record FoundDataset(string Path, string RelativePath, IInstrument Instrument);
