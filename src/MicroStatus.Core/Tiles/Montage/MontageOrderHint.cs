namespace MicroStatus.Tiles.Montage;

/// <summary>Whether stage positions show another order of the tiles than the one that a montage is made in. Pure.</summary>
public static class MontageOrderHint
{
    // One tile beside its place is a finding of a test, and no order.
    private const double MostAstray = 0.25;

    /// <summary>Compares.</summary>
    /// <param name="sets">The sets, with the places that their stage positions tell.</param>
    /// <param name="options">How the montage is made.</param>
    /// <returns>A sentence about it; null when the orders agree, or nothing tells.</returns>
    public static string? Of(IReadOnlyList<TileSet> sets, MontageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var set = sets.Where(set => set.Rows is > 1 && set.Columns is > 1).MaxBy(set => set.TilesPresent);
        if (set is null || options.Rows is not null || options.Columns is not null)
        {
            return null;
        }

        var placed = set.Tiles.Where(tile => tile is { Index: not null, Row: not null, Column: not null, X: not null }).ToList();
        var astray = placed.Count(tile => !IsAt(tile, set, options.Order));
        if (astray <= MostAstray * placed.Count)
        {
            return null;
        }

        var other = options.Order == MontageOrder.ColumnMajor ? MontageOrder.RowMajor : MontageOrder.ColumnMajor;
        return placed.TrueForAll(tile => IsAt(tile, set, other))
            ? FormattableString.Invariant($"The stage positions of {set.Name} say that its tiles run in the order {other}; the montage shows them in {options.Order}.")
            : FormattableString.Invariant($"The stage positions of {set.Name} show another order of its tiles than {options.Order}, in which the montage shows them.");
    }

    private static bool IsAt(Tile tile, TileSet set, MontageOrder order) =>
        order.PlaceOf(tile.Index!.Value, set.Rows!.Value, set.Columns!.Value) == (tile.Row!.Value - 1, tile.Column!.Value - 1);
}
