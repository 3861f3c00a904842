using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles;

/// <summary>Tiles that together cover the sample once: those of one channel, shutter and rotation of a dataset, or files that were named by themselves.</summary>
public sealed record TileSet
{
    /// <summary>How many missing images are named at most.</summary>
    public const int MostMissing = 10_000;

    /// <summary>The dataset's id; null when no database was asked.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that the tiles lie in, absolute.</summary>
    public required string Path { get; init; }

    /// <summary><c>rscm</c> or <c>mesospim</c>; null for files that were named by themselves.</summary>
    public string? Modality { get; init; }

    /// <summary>The channel: the laser wavelength in nm and perhaps a letter; null when unknown.</summary>
    public string? Channel { get; init; }

    /// <summary>The shutter; null where there is none.</summary>
    public int? Shutter { get; init; }

    /// <summary>The angle of the sample in degrees; null where there is none.</summary>
    public int? Rotation { get; init; }

    /// <summary>Rows of the grid: distinct y positions, or as was asked for; null when unknown.</summary>
    public int? Rows { get; init; }

    /// <summary>Columns of the grid: distinct x positions, ribbons of a layer, or as was asked for; null when unknown.</summary>
    public int? Columns { get; init; }

    /// <summary>Z-planes of the finished set; null when unknown.</summary>
    public int? ZPlanes { get; init; }

    /// <summary>Width of a tile in pixels; null when unknown.</summary>
    public long? TileWidth { get; init; }

    /// <summary>Height of a tile in pixels; null when unknown.</summary>
    public long? TileHeight { get; init; }

    /// <summary>Edge of a pixel in µm; null when unknown.</summary>
    public double? PixelSize { get; init; }

    /// <summary>Distance of the z-planes in µm, as an absolute value; null when unknown.</summary>
    public double? ZStep { get; init; }

    /// <summary>How much of a tile's width its neighbour shows too, in percent; null when unknown, negative for a gap.</summary>
    public double? OverlapX { get; init; }

    /// <summary>How much of a tile's height its neighbour shows too, in percent; null when unknown, negative for a gap.</summary>
    public double? OverlapY { get; init; }

    /// <summary>Images that the finished set has; null when unknown.</summary>
    public int? TilesExpected { get; init; }

    /// <summary>The images, by z-layer and index; a tile that only metadata tells of is among them.</summary>
    public required IReadOnlyList<Tile> Tiles { get; init; }

    /// <summary>Images that the finished set has and that are not there, in order; the first <see cref="MostMissing"/>.</summary>
    public IReadOnlyList<Tile> Missing { get; init; } = [];

    /// <summary>Imaging of the set goes on: what is not there yet may come.</summary>
    public bool IsImaging { get; init; }

    /// <summary>Folders that could not be looked into; what should be in them is not missing.</summary>
    public IReadOnlyList<TileFolderFault> Unreadable { get; init; } = [];

    /// <summary>What cannot be right about the metadata of the whole set, each a phrase.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Stage positions that do not fit the grid.</summary>
    public IReadOnlyList<StageMisfit> Misfits { get; init; } = [];

    /// <summary>Number of images that are there.</summary>
    public int TilesPresent => Tiles.Count(tile => tile.Path is not null);

    /// <summary>Number of images that are whole as far as names and sizes tell.</summary>
    public int TilesComplete => Tiles.Count(tile => tile.IsComplete);

    /// <summary>Every image that the finished set has is there and whole, as far as names and sizes tell.</summary>
    public bool IsComplete => Missing.Count == 0 && Unreadable.Count == 0 && TilesComplete == Tiles.Count && Tiles.Count > 0 && (TilesExpected ?? Tiles.Count) == Tiles.Count;

    /// <summary>Bytes of pixels that the set has when it is whole; null when unknown.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>Bytes of the files that are there; null when one of them is a folder, or was not looked at by itself.</summary>
    public long? ActualBytes { get; init; }

    /// <summary>The same set in another grid, down whose columns the tile index runs (lab.md §4).</summary>
    /// <param name="rows">Rows; null for as many as the tiles need, when columns are given.</param>
    /// <param name="columns">Columns; null for as many as the tiles need, when rows are given.</param>
    /// <returns>The set, with the places of its tiles; stage positions that do not fit another grid are none any more.</returns>
    /// <exception cref="StatusException"><c>TileGridTooSmall</c>.</exception>
    public TileSet WithGrid(int? rows, int? columns)
    {
        var indices = (Tiles.Concat(Missing).Max(tile => tile.Index) ?? -1) + 1;
        var down = rows ?? Math.Max(1, (indices + columns!.Value - 1) / columns.Value);
        var across = columns ?? Math.Max(1, (indices + down - 1) / down);
        if ((long)down * across < indices)
        {
            throw new StatusException(
                "TileGridTooSmall",
                StatusErrorCategory.InvalidData,
                FormattableString.Invariant($"{down} rows by {across} columns hold no {indices} tiles."),
                "Give more rows or columns, or only one of them.",
                Path);
        }

        Tile Placed(Tile tile)
        {
            (int Row, int Column)? place = tile.Index is { } index ? MontageOrder.ColumnMajor.PlaceOf(index, down, across) : null;
            return tile with { Row = place?.Row + 1, Column = place?.Column + 1 };
        }

        return this with { Rows = down, Columns = across, Tiles = [.. Tiles.Select(Placed)], Missing = [.. Missing.Select(Placed)], Misfits = [] };
    }
}
