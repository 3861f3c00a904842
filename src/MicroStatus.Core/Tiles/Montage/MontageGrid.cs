using System.Globalization;

namespace MicroStatus.Tiles.Montage;

/// <summary>The grid of a montage.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Expected">Indices, from 0, that should have a tile.</param>
internal readonly record struct MontageGrid(int Rows, int Columns, int Expected)
{
    // 256 × 256 tiles: no stage travels that far.
    private const long MostPlaces = 65_536;

    /// <summary>The grid that was asked for, else the one that the sets have, else one of about as many rows as columns.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="numbered">Their tiles by index.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>A grid that has a place for every index.</returns>
    /// <exception cref="StatusException"><c>MontageGridTooSmall</c> or <c>MontageGridTooLarge</c>.</exception>
    public static MontageGrid Choose(IReadOnlyList<TileSet> sets, IReadOnlyList<NumberedTiles> numbered, MontageOptions options)
    {
        var count = Math.Max(1, numbered.Max(tiles => tiles.Count));
        var fullest = sets.Where(set => set is { Rows: > 0, Columns: > 0 }).MaxBy(set => set.TilesPresent);
        var known = fullest is null ? 0 : (long)fullest.Rows!.Value * fullest.Columns!.Value;
        var (rows, columns) = (options.Rows, options.Columns) switch
        {
            ({ } r, { } c) => (r, c),
            ({ } r, null) => (r, Share(Math.Max(count, known), r)),
            (null, { } c) => (Share(Math.Max(count, known), c), c),
            _ when fullest is null => NearSquare(sets, count),
            _ when known < count && numbered.Max(tiles => tiles.Reach) <= known => WithRoomFor(count, fullest.Rows!.Value, fullest.Columns!.Value, options.Order),
            _ => (fullest.Rows!.Value, fullest.Columns!.Value),
        };
        var places = (long)rows * columns;
        if (places > MostPlaces)
        {
            throw new StatusException(
                "MontageGridTooLarge",
                StatusErrorCategory.InvalidData,
                string.Create(CultureInfo.InvariantCulture, $"A montage of '{sets[0].Name}' would have {rows} × {columns} places, and {MostPlaces} are the most that one may have."),
                "Look for a tile whose index cannot be right, or name the files that the montage is to be made of.",
                sets[0].Path);
        }

        if (places < count)
        {
            throw new StatusException(
                "MontageGridTooSmall",
                StatusErrorCategory.InvalidData,
                string.Create(CultureInfo.InvariantCulture, $"The grid of {rows} × {columns} has no place for tile {count - 1} of '{sets[0].Name}'."),
                "Give -Rows and -Columns that have a place for each tile index, counted from 0.",
                sets[0].Path);
        }

        return new MontageGrid(rows, columns, (int)Math.Min(places, Math.Max(count, known)));
    }

    /// <summary>The place of a tile.</summary>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="options">Order and flips.</param>
    /// <returns>Row from the top and column from the left, from 0.</returns>
    public (int Row, int Column) PlaceOf(int index, MontageOptions options)
    {
        var (row, column) = options.Order.PlaceOf(index, Rows, Columns);
        return (options.FlipY ? Rows - 1 - row : row, options.FlipX ? Columns - 1 - column : column);
    }

    // Stage positions are those of the tiles that were begun: what is planned beyond them continues the order.
    private static (int Rows, int Columns) WithRoomFor(int count, int rows, int columns, MontageOrder order) =>
        order == MontageOrder.RowMajor ? (Share(count, columns), columns) : (rows, Share(count, rows));

    // A set of which one is known, and no other set knows both, has the other one from the count.
    private static (int Rows, int Columns) NearSquare(IReadOnlyList<TileSet> sets, int count)
    {
        if (sets.FirstOrDefault(set => set.Rows > 0)?.Rows is { } rows)
        {
            return (rows, Share(count, rows));
        }

        var columns = sets.FirstOrDefault(set => set.Columns > 0)?.Columns ?? (int)Math.Ceiling(Math.Sqrt(count));
        return (Share(count, columns), columns);
    }

    private static int Share(long places, int one) => (int)Math.Min(int.MaxValue, (places + one - 1) / one);
}
