using System.Globalization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Compares the tiles that are there with the tiles that a finished acquisition leaves (lab.md §4).</summary>
/// <remarks>It runs for every dataset in every check, hence loops where a query would have to be compiled first.</remarks>
internal sealed record TileSetComparison
{
    private const int MostListed = 24;
    private const int MostGaps = 6;

    /// <summary>The sets are the same, without holes, full rectangles, and all that the acquisition tables list.</summary>
    public required bool IsFull { get; init; }

    /// <summary>What is missing or twice there, a line a set; empty exactly when the sets are full.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Names of files that stand in <see cref="Missing"/>.</summary>
    public required IReadOnlyList<string> Names { get; init; }

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
    public static TileSetComparison Of(IReadOnlyList<TileState> tiles, HashSet<TileName>? table, bool several, double tolerance)
    {
        var there = new HashSet<TileName>(tiles.Count);
        var sets = new Dictionary<TileSetName, List<TileState>>();
        var last = -1;
        foreach (var tile in tiles)
        {
            there.Add(tile.Place.Id);
            Members(sets, tile.Place.Id, ref last).Add(tile);
        }

        var notStarted = 0;
        foreach (var tile in table ?? [])
        {
            Members(sets, tile, ref last);
            notStarted += there.Contains(tile) ? 0 : 1;
        }

        var missing = new List<string>();
        TileGrid? fullest = null;
        foreach (var set in Sorted(sets))
        {
            var grid = new TileGrid(sets[set], tolerance);
            if (grid.Occupied > (fullest?.Occupied ?? 0))
            {
                fullest = grid;
            }

            if (Lacking(sets[set], grid, last) is { } lack)
            {
                missing.Add($"{TileText.Set(set, several)}: {lack}");
            }
        }

        var names = new List<string>();
        AddTwice(missing, names, tiles, there.Count, several);
        return new TileSetComparison
        {
            IsFull = missing.Count == 0 && tiles.Count > 0,
            Missing = Shorten(missing),
            Names = names,
            Extra = table is null || there.Count == table.Count - notStarted ? [] : Beyond(table, sets, several),
            Grid = fullest,
            InTables = table?.Count,
            NotStarted = notStarted,
        };
    }

    private static List<TileState> Members(Dictionary<TileSetName, List<TileState>> sets, TileName tile, ref int last)
    {
        last = Math.Max(last, tile.Tile);
        if (!sets.TryGetValue(tile.Set, out var members))
        {
            sets.Add(tile.Set, members = []);
        }

        return members;
    }

    private static List<TileSetName> Sorted(Dictionary<TileSetName, List<TileState>> sets)
    {
        var names = new List<TileSetName>(sets.Keys);
        names.Sort(TileOrder.Instance);
        return names;
    }

    private static string? Lacking(List<TileState> own, TileGrid grid, int last)
    {
        var holes = IndexRange.Missing(Indices(own), last).Take(MostListed).ToList();
        if (holes.Count > 0)
        {
            return $"no {IndexRange.Text(holes)}";
        }

        if (own.Find(tile => tile.Metadata is not { X: not null, Y: not null }) is { } unknown)
        {
            return string.Create(CultureInfo.InvariantCulture, $"tile {unknown.Place.Id.Tile} has no stage position");
        }

        return grid.IsFull
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{grid.Rows} rows by {grid.Columns} columns, but no tile at {string.Join("; ", grid.Gaps().Take(MostGaps))}");
    }

    // The tiles come in order, those of a set therefore by index.
    private static int[] Indices(List<TileState> own)
    {
        var indices = new int[own.Count];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = own[i].Place.Id.Tile;
        }

        return indices;
    }

    private static void AddTwice(List<string> missing, List<string> names, IReadOnlyList<TileState> tiles, int distinct, bool several)
    {
        if (distinct == tiles.Count)
        {
            return;
        }

        foreach (var same in tiles.GroupBy(tile => tile.Place.Id).Where(same => same.Skip(1).Any()))
        {
            var files = same.Take(MostGaps).Select(tile => TileText.Name(tile.Place.Image)).ToList();
            missing.Add($"{TileText.Tile(same.Key, several)} is there more than once: {string.Join(", ", files)}");
            if (missing.Count <= MostListed)
            {
                names.AddRange(files);
            }
        }
    }

    private static List<string> Beyond(HashSet<TileName> table, Dictionary<TileSetName, List<TileState>> sets, bool several)
    {
        var lines = new List<string>();
        foreach (var set in Sorted(sets))
        {
            var ranges = IndexRange.Of(Indices(sets[set].FindAll(tile => !table.Contains(tile.Place.Id)))).Take(MostListed).ToList();
            if (ranges.Count > 0)
            {
                lines.Add($"{TileText.Set(set, several)}: {IndexRange.Text(ranges)}");
            }
        }

        return Shorten(lines);
    }

    private static List<string> Shorten(List<string> lines)
    {
        if (lines.Count <= MostListed)
        {
            return lines;
        }

        var more = lines.Count - MostListed;
        return [.. lines.Take(MostListed), string.Create(CultureInfo.InvariantCulture, $"and {more} more")];
    }
}
