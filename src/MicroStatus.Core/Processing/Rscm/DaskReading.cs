namespace MicroStatus.Processing.Rscm;

/// <summary>What the Dask scheduler said.</summary>
/// <param name="Counts">Its counts; null when there are none to be had, which is neither progress nor a failure.</param>
/// <param name="Dashboard">Where people see its work, or null when the address is not known.</param>
/// <param name="Fault">Why there are no counts, in a sentence; null when there are.</param>
public sealed record DaskReading(DaskCounts? Counts, Uri? Dashboard, string? Fault);
