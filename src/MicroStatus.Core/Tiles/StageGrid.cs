using System.Globalization;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Tiles;

/// <summary>The grid that stage positions form, and the tiles that do not fit it (lab.md §4). Pure.</summary>
/// <remarks>A grid that ended early is one; a row or column that single tiles form beside the others' places is none. The tile index runs down the columns or along
/// the rows, from any corner, when three quarters of the tiles say so; the others are misfits then.</remarks>
public sealed class StageGrid
{
    // Fewer tiles prove no order.
    private const int LeastTiles = 2;
    private const double LeastAgreement = 0.75;

    private readonly Dictionary<int, (int Row, int Column)> _places = [];
    private readonly Func<int, (int Row, int Column)>? _order;

    private StageGrid(IReadOnlyList<StagePosition> positions, StageLines rows, StageLines columns)
    {
        (Rows, Columns, PitchX, PitchY) = (rows.Count, columns.Count, columns.Pitch, rows.Pitch);
        var misfits = new List<StageMisfit>();
        var fitting = new List<(int Tile, int Row, int Column)>();
        foreach (var position in positions)
        {
            if (rows.RankOf(position.Y) is { } row && columns.RankOf(position.X) is { } column)
            {
                fitting.Add((position.Tile, row, column));
            }
            else
            {
                misfits.Add(new StageMisfit(position.Tile, Text(
                    $"Its stage position (x {position.X:0.##}, y {position.Y:0.##}) lies on no {(rows.RankOf(position.Y) is null ? "row" : "column")} of the grid; the nearest place is x {columns.Nearest(position.X):0.##}, y {rows.Nearest(position.Y):0.##}.")));
            }
        }

        _order = FindOrder(fitting);
        var taken = new Dictionary<(int Row, int Column), int>();
        foreach (var (tile, row, column) in fitting.OrderBy(place => place.Tile))
        {
            var due = _order?.Invoke(tile);
            if (taken.TryGetValue((row, column), out var other))
            {
                misfits.Add(new StageMisfit(tile, Text($"Its stage position is that of tile {other}.")));
            }
            else if (due is { } place && place != Seen(row, column))
            {
                misfits.Add(new StageMisfit(tile, Text(
                    $"Its stage position is in row {Seen(row, column).Row + 1}, column {Seen(row, column).Column + 1}; by its index it belongs in row {place.Row + 1}, column {place.Column + 1}.")));
            }

            taken.TryAdd((row, column), tile);
            _places.TryAdd(tile, due ?? (row, column));
        }

        Misfits = [.. misfits.OrderBy(misfit => misfit.Tile)];
    }

    /// <summary>Rows of the grid: distinct y positions.</summary>
    public int Rows { get; }

    /// <summary>Columns of the grid: distinct x positions.</summary>
    public int Columns { get; }

    /// <summary>Distance of two columns, µm; null with one.</summary>
    public double? PitchX { get; }

    /// <summary>Distance of two rows, µm; null with one.</summary>
    public double? PitchY { get; }

    /// <summary>Which tile belongs where is known.</summary>
    public bool HasOrder => _order is not null;

    /// <summary>Tiles that do not fit, by index.</summary>
    public IReadOnlyList<StageMisfit> Misfits { get; }

    private bool IsFlippedX { get; set; }

    private bool IsFlippedY { get; set; }

    /// <summary>Arranges stage positions.</summary>
    /// <param name="positions">One for each tile of a set.</param>
    /// <param name="tolerance">Largest difference that still counts as the same row or column, in µm.</param>
    /// <returns>The grid; null without positions.</returns>
    public static StageGrid? Of(IReadOnlyList<StagePosition> positions, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count == 0)
        {
            return null;
        }

        var x = new StageAxis(positions.Select(position => position.X).ToArray(), tolerance);
        var y = new StageAxis(positions.Select(position => position.Y).ToArray(), tolerance);
        return new StageGrid(positions, StageLines.Of(y, x), StageLines.Of(x, y));
    }

    /// <summary>Where a tile belongs: by its index when the order of the tiles is known, else by its stage position.</summary>
    /// <param name="tile">The tile index.</param>
    /// <returns>Row and column from 0, the first tile being in row 0 and column 0 when the order is known; null when unknown.</returns>
    public (int Row, int Column)? PlaceOf(int tile)
    {
        if (_places.TryGetValue(tile, out var place))
        {
            return place;
        }

        return _order?.Invoke(tile) is { } due && due.Row < Rows && due.Column < Columns ? due : null;
    }

    // The corner that the index starts from is row 0, column 0.
    private (int Row, int Column) Seen(int row, int column) => (IsFlippedY ? Rows - 1 - row : row, IsFlippedX ? Columns - 1 - column : column);

    private Func<int, (int Row, int Column)>? FindOrder(List<(int Tile, int Row, int Column)> fitting)
    {
        if (fitting.Count < LeastTiles)
        {
            return null;
        }

        Func<int, (int Row, int Column)>[] orders =
        [
            tile => MontageOrder.ColumnMajor.PlaceOf(tile, Rows, Columns),
            tile => MontageOrder.RowMajor.PlaceOf(tile, Rows, Columns),
        ];
        var best = (Agreeing: 0, Order: orders[0], X: false, Y: false);
        foreach (var order in orders)
        {
            foreach (var (flipX, flipY) in ((bool, bool)[])[(false, false), (false, true), (true, false), (true, true)])
            {
                (IsFlippedX, IsFlippedY) = (flipX, flipY);
                var agreeing = fitting.Count(place => order(place.Tile) == Seen(place.Row, place.Column));
                best = agreeing > best.Agreeing ? (agreeing, order, flipX, flipY) : best;
            }
        }

        var isKnown = best.Agreeing >= LeastAgreement * fitting.Count;
        (IsFlippedX, IsFlippedY) = isKnown ? (best.X, best.Y) : (false, false);
        return isKnown ? best.Order : null;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
