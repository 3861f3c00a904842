namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>The stage positions of one set of tiles as rows and columns (lab.md §4).</summary>
/// <param name="RowPositions">Distinct y positions in µm, ascending.</param>
/// <param name="ColumnPositions">Distinct x positions in µm, ascending.</param>
/// <param name="Occupied">Rows and columns at which a tile lies.</param>
internal sealed record TileGrid(
    IReadOnlyList<double> RowPositions,
    IReadOnlyList<double> ColumnPositions,
    IReadOnlySet<(int Row, int Column)> Occupied)
{
    /// <summary>Number of rows.</summary>
    public int Rows => RowPositions.Count;

    /// <summary>Number of columns.</summary>
    public int Columns => ColumnPositions.Count;

    /// <summary>Every row has a tile in every column.</summary>
    public bool IsFull => Occupied.Count == (long)Rows * Columns;

    /// <summary>Arranges stage positions.</summary>
    /// <param name="positions">Positions in µm.</param>
    /// <param name="tolerance">Largest difference that still counts as the same row or column, in µm.</param>
    /// <returns>The grid.</returns>
    public static TileGrid Of(IReadOnlyCollection<(double X, double Y)> positions, double tolerance)
    {
        var rows = Distinct(positions.Select(position => position.Y), tolerance);
        var columns = Distinct(positions.Select(position => position.X), tolerance);
        var occupied = new HashSet<(int Row, int Column)>();
        foreach (var (x, y) in positions)
        {
            occupied.Add((IndexOf(rows, y), IndexOf(columns, x)));
        }

        return new TileGrid(rows, columns, occupied);
    }

    /// <summary>The places without a tile, row by row.</summary>
    public IEnumerable<(int Row, int Column)> Gaps()
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (!Occupied.Contains((row, column)))
                {
                    yield return (row, column);
                }
            }
        }
    }

    // A position belongs to the first one that is at most the tolerance below it.
    private static List<double> Distinct(IEnumerable<double> values, double tolerance)
    {
        var distinct = new List<double>();
        foreach (var value in values.Order())
        {
            if (distinct.Count == 0 || value - distinct[^1] > tolerance)
            {
                distinct.Add(value);
            }
        }

        return distinct;
    }

    private static int IndexOf(List<double> distinct, double value)
    {
        var index = distinct.BinarySearch(value);
        return index >= 0 ? index : ~index - 1;
    }
}
