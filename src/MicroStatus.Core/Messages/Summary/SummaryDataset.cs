namespace MicroStatus.Messages.Summary;

/// <summary>A dataset of which something was achieved.</summary>
/// <param name="Id">The database id.</param>
/// <param name="Name">The name.</param>
public sealed record SummaryDataset(long Id, string Name);
