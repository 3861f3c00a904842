using MicroStatus.Acquisition;

namespace MicroStatus.Tiles;

/// <summary>Finds the tile sets of what a person names: a dataset's folder, a folder of images, or image files.</summary>
/// <param name="instruments">The lab's instruments.</param>
/// <param name="files">The store.</param>
public sealed class TileSetReader(IReadOnlyList<IInstrument> instruments, IFileTree files)
{
    private static readonly IReadOnlyList<string> ImageEndings = [".tif", ".tiff", ".btf", ".tf8"];

    /// <summary>Reads a folder.</summary>
    /// <param name="path">A dataset's folder, or any folder of images; absolute.</param>
    /// <param name="modality">The instrument whose dataset it is, for example <c>rscm</c>; null to tell by its names.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>The sets, in order.</returns>
    /// <exception cref="StatusException"><c>ModalityUnknown</c>; <c>TileSetNotFound</c>: there is no tile.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public IReadOnlyList<TileSet> ReadFolder(string path, string? modality, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var folder = Path.TrimEndingDirectorySeparator(path);
        var entries = files.List(folder);
        var sets = InstrumentOf(folder, entries, modality)?.ReadTiles(folder, now, cancellationToken) ?? [];
        if (sets.Count == 0)
        {
            // A folder inside a dataset, or of images that were copied somewhere.
            sets = LooseTiles.Of(folder, [.. entries.Where(IsImage).Select(entry => Path.Join(folder, entry.Name))], Named, isWhole: true);
        }

        return sets.Count > 0 ? sets : throw new StatusException(
            "TileSetNotFound",
            StatusErrorCategory.NotFound,
            $"There are no tiles in '{folder}'.",
            modality is null ? "Name a dataset's folder, a folder of TIFF files, or the files; -Modality tells the instrument where names do not." : "Name the folder of a dataset.",
            folder);
    }

    /// <summary>Reads image files; those that lie in a dataset come with what the dataset's metadata tells of them.</summary>
    /// <param name="paths">The files; absolute.</param>
    /// <param name="modality">As with <see cref="ReadFolder"/>.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>The sets, folder by folder. Nothing is missing from them: the files that were named are all that was asked for.</returns>
    /// <exception cref="StatusException"><c>ModalityUnknown</c>.</exception>
    /// <exception cref="DirectoryNotFoundException">A folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public IReadOnlyList<TileSet> ReadFiles(IReadOnlyList<string> paths, string? modality, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sets = new List<TileSet>();
        foreach (var together in paths.Distinct(StringComparer.Ordinal).GroupBy(path => Path.GetDirectoryName(path) ?? "/", StringComparer.Ordinal))
        {
            var wanted = together.ToHashSet(StringComparer.Ordinal);
            var instrument = InstrumentOf(together.Key, files.List(together.Key), modality);
            foreach (var set in instrument?.ReadTiles(together.Key, now, cancellationToken) ?? [])
            {
                var tiles = set.Tiles.Select(tile => tile with { ProjectionPath = null })
                    .Concat(set.Tiles.Where(tile => tile.ProjectionPath is not null).Select(tile => tile.Projection()))
                    .Where(tile => tile.Path is not null && wanted.Remove(tile.Path))
                    .ToList();
                if (tiles.Count > 0)
                {
                    sets.Add(set with { Tiles = tiles, Missing = [], Misfits = [], TilesExpected = tiles.Count, ExpectedBytes = null, ActualBytes = null });
                }
            }

            sets.AddRange(LooseTiles.Of(together.Key, [.. together.Where(wanted.Contains)], Named, isWhole: false));
        }

        return sets;
    }

    private static bool IsImage(FolderEntry entry) =>
        entry.Kind == EntryKind.File && ImageEndings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && !entry.Name.StartsWith('.');

    private Tile? Named(string path) => instruments.Select(instrument => instrument.NameTile(path)).FirstOrDefault(tile => tile is not null);

    private IInstrument? InstrumentOf(string folder, IReadOnlyList<FolderEntry> entries, string? modality)
    {
        if (modality is null)
        {
            return instruments.FirstOrDefault(instrument => instrument.IsDataset(Path.GetFileName(folder), entries));
        }

        return instruments.FirstOrDefault(instrument => string.Equals(instrument.Modality, modality, StringComparison.OrdinalIgnoreCase))
            ?? throw new StatusException(
                "ModalityUnknown",
                StatusErrorCategory.InvalidData,
                $"There is no modality '{modality}'.",
                $"Name one of {string.Join(", ", instruments.Select(instrument => instrument.Modality))}.",
                modality);
    }
}
