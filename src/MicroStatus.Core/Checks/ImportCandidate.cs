using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>A dataset on disk that no row knows under its path.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Former">The row whose folder it is under another name; null when it is not recorded at all.</param>
public sealed record ImportCandidate(FoundDataset Folder, Dataset? Former);
