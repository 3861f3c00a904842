namespace MicroStatus.Tiles.Montage;

/// <summary>Where a tile index lies in a grid. Pure.</summary>
internal static class MontageOrders
{
    /// <summary>The place of a tile.</summary>
    /// <param name="order">How the index runs over the grid.</param>
    /// <param name="index">The index, from 0.</param>
    /// <param name="rows">Rows of the grid, 1 or more.</param>
    /// <param name="columns">Columns of the grid, 1 or more.</param>
    /// <returns>Row and column from 0, the first tile being in row 0 and column 0.</returns>
    public static (int Row, int Column) PlaceOf(this MontageOrder order, int index, int rows, int columns) =>
        order == MontageOrder.RowMajor ? (index / columns, index % columns) : (index % rows, index / rows);
}
