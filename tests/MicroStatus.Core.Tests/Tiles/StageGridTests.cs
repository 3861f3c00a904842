using MicroStatus.Tiles;

namespace MicroStatus.Core.Tests.Tiles;

/// <summary>Rows and columns of stage positions (lab.md §4): the tile index runs down the columns first.</summary>
public sealed class StageGridTests
{
    private const double Tolerance = 1;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(3, 2)]
    [InlineData(12, 8)]
    public void A_full_grid_has_its_rows_and_columns_and_no_misfit(int rows, int columns)
    {
        var grid = StageGrid.Of(Positions(rows, columns), Tolerance)!;

        Assert.Equal((rows, columns), (grid.Rows, grid.Columns));
        Assert.Empty(grid.Misfits);
        Assert.Equal((rows - 1, columns - 1), grid.PlaceOf((rows * columns) - 1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(-1, -1)]
    public void Whichever_way_the_stage_moves_the_first_tile_is_in_the_first_row_and_column(int directionX, int directionY)
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Select(p => new StagePosition(p.Tile, directionX * p.X, directionY * p.Y))], Tolerance)!;

        Assert.Empty(grid.Misfits);
        Assert.Equal([(0, 0), (1, 0), (2, 0), (0, 1)], Enumerable.Range(0, 4).Select(tile => grid.PlaceOf(tile)!.Value));
    }

    [Fact]
    public void An_index_that_runs_along_the_rows_is_seen_from_the_positions()
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Select(p => new StagePosition((int)((p.Y / 800 * 4) + (p.X / 1000)), p.X, p.Y))], Tolerance)!;

        Assert.Empty(grid.Misfits);
        Assert.Equal([(0, 0), (0, 1), (0, 2), (0, 3), (1, 0)], Enumerable.Range(0, 5).Select(tile => grid.PlaceOf(tile)!.Value));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    public void A_grid_that_ended_early_has_no_misfit(int tiles)
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Take(tiles)], Tolerance)!;

        Assert.Equal(3, grid.Rows);
        Assert.Equal((tiles + 2) / 3, grid.Columns);
        Assert.Empty(grid.Misfits);
    }

    [Fact]
    public void A_tile_that_is_not_there_leaves_the_grid_as_it_is()
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Where(p => p.Tile is not (0 or 5))], Tolerance)!;

        Assert.Equal((3, 4), (grid.Rows, grid.Columns));
        Assert.Empty(grid.Misfits);
        Assert.Equal((2, 1), grid.PlaceOf(5));
    }

    [Theory]
    [InlineData(100.0, 0)]
    [InlineData(0, -35.5)]
    [InlineData(433, 277)]
    [InlineData(996000, 0)]
    [InlineData(-9000, 0)]
    [InlineData(0, 80000)]
    public void A_tile_beside_the_grid_is_a_misfit_and_makes_no_row_or_column(double x, double y)
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Select(p => p.Tile == 7 ? new StagePosition(7, p.X + x, p.Y + y) : p)], Tolerance)!;

        Assert.Equal((3, 4), (grid.Rows, grid.Columns));
        var misfit = Assert.Single(grid.Misfits);
        Assert.Equal(7, misfit.Tile);
        Assert.Contains("lies on no", misfit.Text, StringComparison.Ordinal);
        Assert.Equal((1, 2), grid.PlaceOf(7));
    }

    [Fact]
    public void A_tile_where_another_one_belongs_is_a_misfit()
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Where(p => p.Tile != 2).Select(p => p.Tile == 7 ? new StagePosition(7, 0, 1600) : p)], Tolerance)!;

        var misfit = Assert.Single(grid.Misfits);
        Assert.Equal(7, misfit.Tile);
        Assert.Contains("row 3, column 1", misfit.Text, StringComparison.Ordinal);
        Assert.Contains("row 2, column 3", misfit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_tiles_at_one_place_the_later_one_is_a_misfit()
    {
        var grid = StageGrid.Of([.. Positions(3, 4).Select(p => p.Tile == 7 ? new StagePosition(7, 1000, 800) : p)], Tolerance)!;

        Assert.Equal("Its stage position is that of tile 4.", Assert.Single(grid.Misfits).Text);
    }

    [Fact]
    public void Positions_within_the_tolerance_are_one_row() =>
        Assert.Equal((3, 4), StageGrid.Of([.. Positions(3, 4).Select(p => p with { X = p.X + (p.Tile % 3 * 0.3), Y = p.Y + (p.Tile % 2 * 0.4) })], Tolerance) is { Misfits.Count: 0 } grid
            ? (grid.Rows, grid.Columns)
            : default);

    [Fact]
    public void Without_positions_there_is_no_grid() => Assert.Null(StageGrid.Of([], Tolerance));

    private static List<StagePosition> Positions(int rows, int columns) =>
        [.. Enumerable.Range(0, rows * columns).Select(tile => new StagePosition(tile, tile / rows * 1000.0, tile % rows * 800.0))];
}
