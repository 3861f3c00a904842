namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What tells that a file has not changed: its length and modification time.</summary>
/// <param name="Length">Bytes; for a zarr tile a number that grows with its chunks.</param>
/// <param name="Modified">Modification time.</param>
internal readonly record struct FileStamp(long Length, DateTimeOffset Modified)
{
    public static FileStamp Of(FileFacts facts) => new(facts.Length, facts.Modified);
}
