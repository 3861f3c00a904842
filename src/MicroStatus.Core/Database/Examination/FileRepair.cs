namespace MicroStatus.Database.Examination;

/// <summary>A repair that changes no row of a dataset.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Subject">To what: an index, or a folder that is to be forgotten; empty for the whole file.</param>
public sealed record FileRepair(FileRepairKind Kind, string Subject);
