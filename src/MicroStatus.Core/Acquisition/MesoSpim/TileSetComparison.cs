using System.Globalization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Compares the tiles that are there with the tiles that a finished acquisition leaves (lab.md §4).</summary>
internal sealed record TileSetComparison
{
    private const int MostListed = 24;
    private const int MostGaps = 6;

    /// <summary>The sets are the same, without holes, full rectangles, and all that the acquisition tables list.</summary>
    public required bool IsFull { get; init; }

    /// <summary>What is missing or twice there, a line a set; empty exactly when the sets are full.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What is there beyond the acquisition tables; no fault by itself: a channel may be added later.</summary>
    public required IReadOnlyList<string> Extra { get; init; }

    /// <summary>Rows and columns of the fullest set; null without a stage position.</summary>
    public required TileGrid? Grid { get; init; }

    /// <summary>Tiles that the acquisition tables list; null without a table.</summary>
    public required int? InTables { get; init; }

    /// <summary>Tiles that the tables list and that have not been started.</summary>
    public required int NotStarted { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="tiles">The tiles that are there, in order.</param>
    /// <param name="table">The tiles of all acquisition tables, or null without a table.</param>
    /// <param name="several">The dataset has several shutters or rotations, so that they are named.</param>
    /// <param name="tolerance">Largest difference of stage positions within a row or column, in µm.</param>
    /// <returns>The comparison.</returns>
    public static TileSetComparison Of(IReadOnlyList<TileState> tiles, IReadOnlySet<TileName>? table, bool several, double tolerance)
    {
        var there = tiles.Select(tile => tile.Place.Id).ToHashSet();
        var sets = there.Concat(table ?? Enumerable.Empty<TileName>())
            .GroupBy(tile => tile.Set)
            .OrderBy(set => set.Key, TileOrder.Instance)
            .ToList();
        var last = sets.Count == 0 ? -1 : sets.Max(set => set.Max(tile => tile.Tile));
        var bySet = tiles.ToLookup(tile => tile.Place.Id.Set);

        var missing = new List<string>();
        TileGrid? fullest = null;
        foreach (var set in sets)
        {
            var own = bySet[set.Key].ToList();
            var grid = GridOf(own, tolerance);
            if (grid is not null && (fullest is null || grid.Occupied.Count > fullest.Occupied.Count))
            {
                fullest = grid;
            }

            if (Lacking(set.Key, own, grid, last, several) is { } line)
            {
                missing.Add(line);
            }
        }

        missing.AddRange(Twice(tiles, there.Count, several));
        return new TileSetComparison
        {
            IsFull = missing.Count == 0 && tiles.Count > 0,
            Missing = Shorten(missing),
            Extra = table is null ? [] : Ranges(there.Except(table), several),
            Grid = fullest,
            InTables = table?.Count,
            NotStarted = table?.Count(tile => !there.Contains(tile)) ?? 0,
        };
    }

    private static TileGrid? GridOf(List<TileState> tiles, double tolerance)
    {
        var positions = new List<(double X, double Y)>(tiles.Count);
        foreach (var tile in tiles)
        {
            if (tile.Metadata is { X: { } x, Y: { } y })
            {
                positions.Add((x, y));
            }
        }

        return positions.Count == 0 ? null : TileGrid.Of(positions, tolerance);
    }

    private static string? Lacking(TileSetName set, List<TileState> own, TileGrid? grid, int last, bool several)
    {
        var name = TileText.Set(set, several);
        var holes = Holes(own.Select(tile => tile.Place.Id.Tile), last).Take(MostListed).ToList();
        if (holes.Count > 0)
        {
            return $"{name}: no {TileText.Tiles(holes)}";
        }

        if (own.Find(tile => tile.Metadata is not { X: not null, Y: not null }) is { } unknown)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name}: tile {unknown.Place.Id.Tile} has no stage position");
        }

        if (grid is null || grid.IsFull)
        {
            return null;
        }

        var gaps = grid.Gaps().Take(MostGaps).Select(gap => string.Create(
            CultureInfo.InvariantCulture,
            $"row {gap.Row + 1}, column {gap.Column + 1} (x {grid.ColumnPositions[gap.Column]:0.##}, y {grid.RowPositions[gap.Row]:0.##})"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {grid.Rows} rows by {grid.Columns} columns, but no tile at {string.Join("; ", gaps)}");
    }

    private static IEnumerable<(int First, int Last)> Holes(IEnumerable<int> indices, int last)
    {
        // Counted in 64 bits: the largest index has a successor then.
        var next = 0L;
        foreach (var index in indices.Distinct().Order())
        {
            if (index > next)
            {
                yield return ((int)next, index - 1);
            }

            next = index + 1L;
        }

        if (next <= last)
        {
            yield return ((int)next, last);
        }
    }

    private static IEnumerable<string> Twice(IReadOnlyList<TileState> tiles, int distinct, bool several) => distinct == tiles.Count
        ? []
        : tiles.GroupBy(tile => tile.Place.Id)
            .Where(same => same.Skip(1).Any())
            .Select(same => $"{TileText.Tile(same.Key, several)} is there more than once: {string.Join(", ", same.Take(MostGaps).Select(tile => TileText.Name(tile.Place.Image)))}");

    private static List<string> Ranges(IEnumerable<TileName> tiles, bool several) => Shorten(tiles
        .GroupBy(tile => tile.Set)
        .OrderBy(set => set.Key, TileOrder.Instance)
        .Select(set => $"{TileText.Set(set.Key, several)}: {TileText.Tiles(TileText.RangesOf(set.Select(tile => tile.Tile)).Take(MostListed).ToList())}"));

    private static List<string> Shorten(IEnumerable<string> lines)
    {
        var listed = lines.ToList();
        if (listed.Count <= MostListed)
        {
            return listed;
        }

        var more = listed.Count - MostListed;
        return [.. listed.Take(MostListed), string.Create(CultureInfo.InvariantCulture, $"and {more} more")];
    }
}
