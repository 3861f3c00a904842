using MicroStatus.Database;

namespace MicroStatus.Acquisition;

/// <summary>What a walk over the acquisitions found.</summary>
/// <param name="Found">Datasets' folders.</param>
/// <param name="Changed">Folders whose memory is to be written.</param>
/// <param name="Forgotten">Folders that are gone.</param>
/// <param name="Faults">Folders that could not be read, and why.</param>
public sealed record DiscoveryResult(
    IReadOnlyList<FoundDataset> Found,
    IReadOnlyList<FolderMemory> Changed,
    IReadOnlyList<string> Forgotten,
    IReadOnlyList<FolderFault> Faults);
