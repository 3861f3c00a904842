namespace MicroStatus.Tiles;

/// <summary>One thing that is wrong with a tile, and where it is.</summary>
public sealed record TileFinding
{
    /// <summary>What is wrong.</summary>
    public required TileFindingKind Kind { get; init; }

    /// <summary>The same in a sentence, with the numbers that show it.</summary>
    public required string Finding { get; init; }

    /// <summary>The dataset's id; null when no database was asked.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The file, absolute; of a missing one null.</summary>
    public string? Path { get; init; }

    /// <summary>The tile index, or the number of the ribbon; null when the finding is about no single tile.</summary>
    public int? Tile { get; init; }

    /// <summary>Row in the grid, from 1; null when unknown.</summary>
    public int? Row { get; init; }

    /// <summary>Column in the grid, from 1; null when unknown.</summary>
    public int? Column { get; init; }

    /// <summary>The z-layer (RSCM), or the first plane of the file that it is about, from 0; null when it is about the whole file.</summary>
    public int? Z { get; init; }

    /// <summary>The channel; null when unknown.</summary>
    public string? Channel { get; init; }

    /// <summary>The shutter; null where there is none.</summary>
    public int? Shutter { get; init; }

    /// <summary>The angle of the sample in degrees; null where there is none.</summary>
    public int? Rotation { get; init; }

    /// <summary>A finding about a tile.</summary>
    /// <param name="set">Its set.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="kind">What is wrong.</param>
    /// <param name="finding">The same in a sentence.</param>
    /// <returns>The finding, with the tile's place.</returns>
    public static TileFinding Of(TileSet set, Tile tile, TileFindingKind kind, string finding) => new()
    {
        Kind = kind,
        Finding = finding,
        Id = set.Id,
        Name = set.Name,
        Path = tile.Path,
        Tile = tile.Index,
        Row = tile.Row,
        Column = tile.Column,
        Z = tile.Z,
        Channel = tile.Channel,
        Shutter = tile.Shutter,
        Rotation = tile.Rotation,
    };
}
