using MicroStatus.Tiles;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>The stage positions of one set of tiles as rows and columns (lab.md §4).</summary>
internal sealed class TileGrid
{
    private readonly StageAxis _rows;
    private readonly StageAxis _columns;
    private readonly HashSet<long> _occupied;

    /// <summary>Arranges stage positions.</summary>
    /// <param name="tiles">Tiles; those without a position are left out.</param>
    /// <param name="tolerance">Largest difference that still counts as the same row or column, in µm.</param>
    public TileGrid(IReadOnlyList<TileState> tiles, double tolerance)
    {
        var x = new double[tiles.Count];
        var y = new double[tiles.Count];
        var count = 0;
        foreach (var tile in tiles)
        {
            if (tile.Metadata is { X: { } column, Y: { } row })
            {
                x[count] = column;
                y[count++] = row;
            }
        }

        _columns = new StageAxis(x.AsSpan(0, count).ToArray(), tolerance);
        _rows = new StageAxis(y.AsSpan(0, count).ToArray(), tolerance);
        _occupied = new HashSet<long>(count);
        for (var i = 0; i < count; i++)
        {
            _occupied.Add(Place(_rows.LineOf(y[i]), _columns.LineOf(x[i])));
        }
    }

    /// <summary>Number of rows: distinct y positions.</summary>
    public int Rows => _rows.Count;

    /// <summary>Number of columns: distinct x positions.</summary>
    public int Columns => _columns.Count;

    /// <summary>Number of places at which a tile lies.</summary>
    public int Occupied => _occupied.Count;

    /// <summary>Every row has a tile in every column.</summary>
    public bool IsFull => Occupied == (long)Rows * Columns;

    /// <summary>The places without a tile, row by row: <c>row 2, column 1 (x 0, y 1600)</c>.</summary>
    public IEnumerable<string> Gaps()
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (!_occupied.Contains(Place(row, column)))
                {
                    yield return FormattableString.Invariant($"row {row + 1}, column {column + 1} (x {_columns[column]:0.##}, y {_rows[row]:0.##})");
                }
            }
        }
    }

    private long Place(int row, int column) => ((long)row * Columns) + column;
}
