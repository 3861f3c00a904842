namespace MicroStatus.Processing.Rscm;

/// <summary>Names of composites against what is expected.</summary>
/// <param name="Found">Composites that are there, those of one place counted once.</param>
/// <param name="Expected">Composites that should be there, z-layers × channels; null when the number of z-layers or channels is not known.</param>
/// <param name="IsComplete">Exactly those that are expected are there.</param>
/// <param name="Difference">What differs, in words without a full stop; null when nothing does.</param>
internal sealed record CompositeCount(int Found, long? Expected, bool IsComplete, string? Difference);
