namespace MicroStatus.Acquisition;

/// <summary>Where a walk over acquisitions begins.</summary>
/// <param name="Instrument">Whose datasets are sought.</param>
/// <param name="Path">The folder.</param>
/// <param name="RelativePath">The same below the modality folder; empty for that folder itself.</param>
/// <param name="Depth">Levels below the modality folder.</param>
public sealed record DiscoveryStart(IInstrument Instrument, string Path, string RelativePath, int Depth);
