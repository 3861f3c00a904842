using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Checks;

/// <summary>What a dataset's folder is to the database.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Row">The row that it is about; null for one that is not recorded yet.</param>
/// <param name="Place">What the path says; null for the folder of a row, which says it itself.</param>
public sealed record FolderMeaning(FolderMeaningKind Kind, Dataset? Row, DatasetPlace? Place);
