namespace MicroStatus.Messages.Summary;

/// <summary>A dataset that is being imaged.</summary>
/// <param name="Id">The database id.</param>
/// <param name="Name">The name.</param>
/// <param name="Instrument">The microscope, or null.</param>
/// <param name="Percent">Imaged share in percent; null while the total is unknown.</param>
/// <param name="EstimatedEnd">When it will end at the present rate, lab time; null while unknown.</param>
public sealed record SummaryImaging(long Id, string Name, string? Instrument, double? Percent, DateTimeOffset? EstimatedEnd);
