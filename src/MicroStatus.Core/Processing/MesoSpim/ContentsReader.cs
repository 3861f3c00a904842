using System.IO.Enumeration;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Lists a dataset and the folders of its products.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
internal sealed class ContentsReader(StatusSettings settings, IFileTree files)
{
    private readonly MesoSpimProcessingSettings _processing = settings.MesoSpim.Processing;
    private readonly TileNameParser _names = new(settings.MesoSpim);
    private readonly TileListing _listing = new(settings.MesoSpim, new StrayFiles(settings.Discovery.StrayFiles), new TileNameParser(settings.MesoSpim));

    /// <summary>Lists.</summary>
    /// <exception cref="DirectoryNotFoundException">The dataset's folder is gone.</exception>
    public MesoSpimContents Read(Dataset row, string folder)
    {
        var entries = files.List(folder);
        var listed = _listing.Read(entries);
        var imaging = MesoSpimSummary.Read(row.ImagingSummary);
        var tiles = listed.Tiles.Where(tile => tile.HasImage && tile.Place.Format == TileFormat.Btf).Select(tile => tile.Place.Id).ToHashSet();
        var isZarr = tiles.Count == 0 && (listed.Groups.Count > 0 || listed.Tiles.Any(tile => tile.HasImage) || IsZarrByMetadata(imaging));
        var deconFolder = Path.Join(folder, _processing.DeconFolder);
        var decon = Has(entries, _processing.DeconFolder) ? PresentFolder.List(files, deconFolder) : [];
        var isDeconvolved = IsDeconvolved(imaging, isZarr, entries, decon);
        var above = isDeconvolved ? deconFolder : folder;
        var aboveEntries = isDeconvolved ? decon : entries;
        var imarisFolder = isZarr ? above : Path.Join(above, _processing.ImsFolder);
        return new MesoSpimContents
        {
            Folder = folder,
            Tiles = tiles,
            HasTiles = tiles.Count > 0 || listed.Tiles.Any(tile => tile.HasImage) || HasZarrTiles(folder, listed),
            IsZarr = isZarr,
            Groups = listed.Groups,
            Imaging = imaging,
            TilesTotal = row.TilesTotal,
            IsDeconvolved = isDeconvolved,
            DeconFolder = deconFolder,
            Decon = decon,
            ImarisFolder = imarisFolder,
            Imaris = isZarr ? aboveEntries : Has(aboveEntries, _processing.ImsFolder) ? PresentFolder.List(files, imarisFolder) : [],
            TileOf = name => _names.TryParse(name, out var tile) ? tile : null,
        };
    }

    // With a refractive index it will be (lab.md §4), unless the files prove that somebody left it out; without one the files alone tell.
    private bool IsDeconvolved(MesoSpimSummary? imaging, bool isZarr, IReadOnlyList<FolderEntry> entries, IReadOnlyList<FolderEntry> decon)
    {
        var hasProducts = decon.Any(entry => isZarr
            ? Match(_processing.ZarrFinalFiles, entry.Name) || _processing.ZarrCleanupFiles.Any(glob => Match(glob, entry.Name))
            : DeconvolutionStage.IsProduct(_processing, entry) || entry is { Kind: EntryKind.Folder } && entry.Name == _processing.ImsFolder);
        var isLeftOut = decon.Count == 0
            && (isZarr ? entries.Any(entry => entry.Kind == EntryKind.File && Match(_processing.ZarrFinalFiles, entry.Name)) : Has(entries, _processing.ImsFolder));
        return hasProducts || (imaging?.RefractiveIndex is not null && !isLeftOut);
    }

    private bool HasZarrTiles(string folder, DatasetFolder listed)
    {
        foreach (var group in listed.Groups)
        {
            _listing.AddGroup(listed, group, PresentFolder.List(files, Path.Join(folder, group)));
        }

        return listed.Tiles.Any(tile => tile.HasImage);
    }

    private static bool IsZarrByMetadata(MesoSpimSummary? imaging) => imaging?.Format == "ome-zarr";

    private static bool Has(IReadOnlyList<FolderEntry> entries, string name) => entries.Any(entry => entry.Kind == EntryKind.Folder && entry.Name == name);

    private static bool Match(string glob, string name) => FileSystemName.MatchesSimpleExpression(glob, name);
}
