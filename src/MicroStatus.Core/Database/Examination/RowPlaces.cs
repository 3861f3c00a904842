using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Database.Examination;

/// <summary>Looks where rows say that their datasets are: one stat a row, and more only for what is not there.</summary>
/// <param name="backend">The stores.</param>
/// <param name="settings">The settings.</param>
/// <param name="whereabouts">Finds datasets.</param>
/// <param name="now">The moment of the examination.</param>
internal sealed class RowPlaces(IBackend backend, StatusSettings settings, DatasetWhereabouts whereabouts, DateTimeOffset now)
{
    private readonly IReadOnlyList<IInstrument> _instruments = Instruments.All(settings, backend.Files, backend.TiffHeaders);
    private readonly PlaceFindings _places = new(now);

    /// <summary>What can be told without a look at the stores.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The findings.</returns>
    public IEnumerable<ExaminedFinding> OfPaths(Dataset row)
    {
        var paths = whereabouts.Paths(row);
        return [.. _places.Of(row, paths, isDatasetOnHive: false), .. Files(row, paths, isDataset: null)];
    }

    /// <summary>Looks.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The findings.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public IEnumerable<ExaminedFinding> Of(Dataset row)
    {
        var seen = whereabouts.Of(row, everywhere: false);
        var isDatasetOnHive = row.Moved && !seen.IsDemo && seen.HivePath.Kind == StorePathKind.Missing && seen.AtSamePathOnHive == FolderState.Folder
            && IsDataset(seen.SamePathOnHive!);
        bool? isDataset = row is { Moved: false, ImagingStatus: ImagingStatus.Finished } && seen.OnFastStore == FolderState.Folder
            ? IsDataset(seen.FastStorePath.Path!)
            : null;
        return [.. _places.Of(row, seen, isDatasetOnHive), .. Files(row, seen, isDataset)];
    }

    // A dataset that is not there is told by then.
    private static IEnumerable<ExaminedFinding> Files(Dataset row, Whereabouts seen, bool? isDataset) =>
        !seen.IsDemo && seen.OnFastStore is FolderState.Folder or FolderState.Unknown && FilesFindings.Of(row, isDataset) is { } finding ? [finding] : [];

    private bool IsDataset(string path)
    {
        try
        {
            var content = backend.Files.List(path);
            return _instruments.Any(instrument => instrument.IsDataset(Path.GetFileName(path), content));
        }
        catch (DirectoryNotFoundException)
        {
            return false; // gone since its stat
        }
    }
}
