namespace MicroStatus.Backend.Database;

/// <summary>What a verified backup holds.</summary>
/// <param name="Version">Its schema version; 0 for one without tables of MicroStatus.</param>
/// <param name="Datasets">Rows of <c>dataset</c>.</param>
internal sealed record BackupContent(int Version, long Datasets);
