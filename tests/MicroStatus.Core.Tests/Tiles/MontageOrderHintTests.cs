using MicroStatus.Tiles;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Core.Tests.Tiles;

public sealed class MontageOrderHintTests
{
    [Theory]
    [InlineData(MontageOrder.ColumnMajor, MontageOrder.ColumnMajor, null)]
    [InlineData(MontageOrder.RowMajor, MontageOrder.RowMajor, null)]
    [InlineData(MontageOrder.RowMajor, MontageOrder.ColumnMajor, "RowMajor; the montage shows them in ColumnMajor")]
    [InlineData(MontageOrder.ColumnMajor, MontageOrder.RowMajor, "ColumnMajor; the montage shows them in RowMajor")]
    public void Stage_positions_that_tell_another_order_are_told(MontageOrder stage, MontageOrder asked, string? hint)
    {
        var told = MontageOrderHint.Of([Set(stage)], Options(asked));
        Assert.Equal(hint is null, told is null);
        Assert.Contains(hint ?? string.Empty, told ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snake_is_neither_order() =>
        Assert.Contains("another order", MontageOrderHint.Of([Snake()], Options(MontageOrder.ColumnMajor)), StringComparison.Ordinal);

    [Fact]
    public void One_tile_astray_and_a_grid_that_was_asked_for_are_no_order()
    {
        var set = Set(MontageOrder.ColumnMajor);
        Assert.Null(MontageOrderHint.Of([set with { Tiles = [set.Tiles[0] with { Row = 3 }, .. set.Tiles.Skip(1)] }], Options(MontageOrder.ColumnMajor)));
        Assert.Null(MontageOrderHint.Of([Set(MontageOrder.RowMajor)], Options(MontageOrder.ColumnMajor) with { Rows = 3 }));
    }

    private static MontageOptions Options(MontageOrder order) => new() { Folder = "/out", Order = order };

    private static TileSet Set(MontageOrder order) => Set(index => order == MontageOrder.ColumnMajor ? (index % 3, index / 3) : (index / 4, index % 4));

    private static TileSet Snake() => Set(index => (index / 3 % 2 == 0 ? index % 3 : 2 - (index % 3), index / 3));

    private static TileSet Set(Func<int, (int Row, int Column)> place) => new()
    {
        Name = "KC34",
        Path = "/d",
        Rows = 3,
        Columns = 4,
        Tiles = [.. Enumerable.Range(0, 12).Select(index => new Tile { Index = index, Row = place(index).Row + 1, Column = place(index).Column + 1, X = 0, Path = $"/d/{index}" })],
    };
}
