namespace MicroStatus.Database.Examination;

/// <summary>A finding together with what would put it right.</summary>
/// <param name="Finding">The finding.</param>
public sealed record ExaminedFinding(DatabaseFinding Finding)
{
    /// <summary>What a repair writes into a row, with its history; null when it is none of that kind.</summary>
    public DatasetChangeSet? Change { get; init; }

    /// <summary>What a repair does to the file; null when it is none of that kind.</summary>
    public FileRepair? File { get; init; }
}
