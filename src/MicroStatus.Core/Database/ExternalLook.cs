using MicroStatus.Datasets;

namespace MicroStatus.Database;

/// <summary>What other programs did to the shared rows since they were last looked at.</summary>
/// <param name="Since">The look before; null when there was none since the database was made or brought up.</param>
/// <param name="WatchedSince">The first look ever; null when there was none.</param>
/// <param name="Changes">An entry for each changed column, each new row and each row that is gone.</param>
public sealed record ExternalLook(DateTimeOffset? Since, DateTimeOffset? WatchedSince, IReadOnlyList<DatasetEvent> Changes);
