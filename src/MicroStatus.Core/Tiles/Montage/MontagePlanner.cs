using System.Globalization;

namespace MicroStatus.Tiles.Montage;

/// <summary>Plans a montage: which picture of which tile goes to which place.</summary>
public static class MontagePlanner
{
    private const string RibbonScanner = "rscm";

    /// <summary>Plans a montage of the tile sets of one dataset, a channel for each set.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="options">How it is to be made.</param>
    /// <returns>What is to be made; a tile that the sets should have and that has no picture is in it without a path, so that it is reported.</returns>
    /// <exception cref="StatusException"><c>MontageWithoutTiles</c>: there is no tile. <c>MontageNotSupported</c>: tiles of a ribbon scanner.
    /// <c>MontageGridTooSmall</c>: a tile index lies outside the grid. <c>MontageGridTooLarge</c>: more places than any stage has.
    /// <c>MontageTileTwice</c>: two files of a set are the same tile.</exception>
    public static MontageRequest Plan(IReadOnlyList<TileSet> sets, MontageOptions options)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(options);
        Require(sets);
        var numbered = sets.Select(NumberedTiles.Of).ToList();
        var grid = MontageGrid.Choose(sets, numbered, options);
        var labels = new MontageLabels();
        var fullest = sets.Where(set => set.PixelSize is > 0).MaxBy(set => set.TilesPresent);
        return new MontageRequest
        {
            Id = sets[0].Id,
            Name = sets[0].Name,
            Folder = options.Folder,
            Rows = grid.Rows,
            Columns = grid.Columns,
            Channels = [.. sets.Select((set, i) => new MontageChannel(labels.Next(set), set.Channel, set.Shutter, set.Rotation, Place(set, numbered[i], grid, options)))],
            PixelSize = fullest?.PixelSize,
            WritesTiff = options.WritesTiff,
            Compression = options.Compression,
            Pyramid = options.Pyramid,
            Downscale = options.Downscale,
            Color = options.Color,
        };
    }

    private static void Require(IReadOnlyList<TileSet> sets)
    {
        if (sets.FirstOrDefault(set => string.Equals(set.Modality, RibbonScanner, StringComparison.OrdinalIgnoreCase)) is { } ribbons)
        {
            throw new StatusException(
                "MontageNotSupported",
                StatusErrorCategory.InvalidOperation,
                $"'{ribbons.Name}' holds ribbons of a confocal scanner: a z-layer of ribbons is no set of tiles that a montage can be made of.",
                "Look at the dataset's composites, which stitching makes of its ribbons.",
                ribbons.Path);
        }

        if (!sets.Any(set => set.Tiles.Count > 0))
        {
            throw new StatusException(
                "MontageWithoutTiles",
                StatusErrorCategory.NotFound,
                sets.Count == 0 ? "There are no tiles to make a montage of." : $"'{sets[0].Name}' has no tiles to make a montage of.",
                "Name the folder of a mesoSPIM dataset, or single-plane TIFF files.",
                sets.Count == 0 ? null : sets[0].Path);
        }
    }

    private static List<MontageTile> Place(TileSet set, NumberedTiles numbered, MontageGrid grid, MontageOptions options)
    {
        var tiles = new List<MontageTile>(grid.Expected);
        for (var index = 0; index < grid.Expected; index++)
        {
            var (row, column) = grid.PlaceOf(index, options);
            var tile = numbered.Find(index);
            tiles.Add(new MontageTile(row, column, tile is null ? null : PictureOf(set, tile), LabelOf(set, tile, index)));
        }

        return tiles;
    }

    // A file of many planes is no picture: its maximum projection is.
    private static string? PictureOf(TileSet set, Tile tile) =>
        tile.ProjectionPath ?? (!tile.IsZarr && (set.Modality is null || tile.Planes == 1) ? tile.Path : null);

    private static string LabelOf(TileSet set, Tile? tile, int index)
    {
        if (tile is { Index: null, Path: { } path })
        {
            return Path.GetFileName(path);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"tile {index}");
        return tile?.Path is not null && PictureOf(set, tile) is null ? $"maximum projection of {name}" : name;
    }
}
