using MicroStatus.Configuration;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Core.Tests.Tiles;

public sealed class MontagePlannerTests
{
    private static readonly MontageOptions Options = new() { Folder = "/out" };

    [Theory]
    [InlineData(MontageOrder.ColumnMajor, false, false, "0 2 4 / 1 3 5")]
    [InlineData(MontageOrder.ColumnMajor, true, false, "4 2 0 / 5 3 1")]
    [InlineData(MontageOrder.ColumnMajor, false, true, "1 3 5 / 0 2 4")]
    [InlineData(MontageOrder.ColumnMajor, true, true, "5 3 1 / 4 2 0")]
    [InlineData(MontageOrder.RowMajor, false, false, "0 1 2 / 3 4 5")]
    [InlineData(MontageOrder.RowMajor, true, false, "2 1 0 / 5 4 3")]
    [InlineData(MontageOrder.RowMajor, false, true, "3 4 5 / 0 1 2")]
    [InlineData(MontageOrder.RowMajor, true, true, "5 4 3 / 2 1 0")]
    public void The_tile_index_runs_over_the_grid_as_order_and_flips_say(MontageOrder order, bool flipX, bool flipY, string expected)
    {
        var request = MontagePlanner.Plan([Set(6, 2, 3)], Options with { Order = order, FlipX = flipX, FlipY = flipY });

        Assert.Equal(expected, Arrangement(request));
    }

    [Theory]
    [InlineData(null, null, 3, 4, 12, 3, 4)]
    [InlineData(4, 3, 3, 4, 12, 4, 3)]
    [InlineData(6, null, 3, 4, 12, 6, 2)]
    [InlineData(null, 6, 3, 4, 12, 2, 6)]
    [InlineData(null, null, null, null, 9, 3, 3)]
    [InlineData(null, null, null, null, 10, 3, 4)]
    [InlineData(null, null, null, null, 1, 1, 1)]
    [InlineData(2, null, null, null, 9, 2, 5)]
    [InlineData(null, 2, null, null, 9, 5, 2)]
    [InlineData(null, null, 2, null, 9, 2, 5)]
    [InlineData(null, null, null, 2, 9, 5, 2)]
    public void The_grid_is_the_one_asked_for_or_the_set_s_or_near_square(int? askedRows, int? askedColumns, int? setRows, int? setColumns, int tiles, int rows, int columns)
    {
        var request = MontagePlanner.Plan([Set(tiles, setRows, setColumns)], Options with { Rows = askedRows, Columns = askedColumns });

        Assert.Equal((rows, columns), (request.Rows, request.Columns));
    }

    [Fact]
    public void The_fullest_set_tells_the_grid()
    {
        var request = MontagePlanner.Plan([Set(2, 2, 1, "405"), Set(6, 2, 3, "488")], Options);

        Assert.Equal((2, 3), (request.Rows, request.Columns));
        Assert.Equal(4, request.Channels[0].Tiles.Count(tile => tile.Path is null));
    }

    [Theory]
    [InlineData(MontageOrder.ColumnMajor, 3, 2, 5, 3, 4)]
    [InlineData(MontageOrder.ColumnMajor, 2, 1, 2, 2, 6)]
    [InlineData(MontageOrder.RowMajor, 1, 4, 4, 3, 4)]
    public void What_is_planned_and_not_begun_is_black_beyond_the_tiles_whose_places_are_known(MontageOrder order, int setRows, int setColumns, int tiles, int rows, int columns)
    {
        var set = Set(tiles, setRows, setColumns) with { TilesExpected = 12 };

        var request = MontagePlanner.Plan([set], Options with { Order = order });

        Assert.Equal((rows, columns), (request.Rows, request.Columns));
        Assert.Equal(12 - tiles, request.Channels[0].Tiles.Count(tile => tile.Path is null));
    }

    [Fact]
    public void A_tile_that_is_there_and_has_no_place_in_the_set_s_grid_is_refused() =>
        Assert.Equal("MontageGridTooSmall", Assert.Throws<StatusException>(() => MontagePlanner.Plan([Set(5, 2, 2)], Options)).ErrorId);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 4)]
    public void A_grid_without_a_place_for_an_index_is_refused(int rows, int columns)
    {
        var error = Assert.Throws<StatusException>(() => MontagePlanner.Plan([Set(5, null, null)], Options with { Rows = rows, Columns = columns }));

        Assert.Equal("MontageGridTooSmall", error.ErrorId);
        Assert.Contains("tile 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Rows", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_that_no_stage_reaches_is_refused()
    {
        var set = Set(1, null, null) with { Tiles = [Mesospim(70_000)] };

        Assert.Equal("MontageGridTooLarge", Assert.Throws<StatusException>(() => MontagePlanner.Plan([set], Options)).ErrorId);
    }

    [Fact]
    public void Indices_without_a_tile_or_a_projection_are_planned_without_a_path()
    {
        var set = Set(6, 2, 3);
        set = set with { Tiles = [.. set.Tiles.Where(tile => tile.Index is not (2 or 5)).Select(tile => tile.Index == 3 ? tile with { ProjectionPath = null } : tile)] };

        var absent = MontagePlanner.Plan([set], Options).Channels[0].Tiles.Where(tile => tile.Path is null);

        Assert.Equal(["tile 2", "maximum projection of tile 3", "tile 5"], absent.Select(tile => tile.Label));
    }

    [Fact]
    public void What_the_acquisition_table_or_the_missing_indices_promise_has_a_place()
    {
        var tiles = Set(3, null, null) with { TilesExpected = 4, Missing = [new Tile { Index = 3 }, new Tile { Index = 4 }, new Tile { Index = 5 }] };

        var request = MontagePlanner.Plan([tiles], Options);

        Assert.Equal((2, 3, 6), (request.Rows, request.Columns, request.Channels[0].Tiles.Count));
    }

    [Fact]
    public void Loose_files_are_placed_in_the_order_of_their_names()
    {
        var set = new TileSet { Name = "loose", Path = "/loose", Tiles = [Loose("b10.tif"), Loose("b9.tif"), Loose("a.tif"), Loose("b09.tif")] };

        var tiles = MontagePlanner.Plan([set], Options with { Order = MontageOrder.RowMajor, Rows = 1 }).Channels[0].Tiles;

        Assert.Equal(["a.tif", "b09.tif", "b9.tif", "b10.tif"], tiles.Select(tile => tile.Label));
        Assert.Equal("/loose/b09.tif", tiles[1].Path);
    }

    [Fact]
    public void Loose_files_without_an_index_fill_the_places_that_the_others_leave()
    {
        var set = new TileSet { Name = "loose", Path = "/loose", Tiles = [Loose("b.tif"), Loose("c.tif"), Loose("Tile1.tif") with { Index = 1 }] };

        Assert.Equal(["b.tif", "tile 1", "c.tif"], MontagePlanner.Plan([set], Options).Channels[0].Tiles.Select(tile => tile.Label));
    }

    [Fact]
    public void A_picture_is_the_projection_or_a_file_of_a_single_plane_and_never_a_zarr_folder()
    {
        var set = Set(0, 1, 4) with
        {
            Tiles =
            [
                Mesospim(0),
                Mesospim(1) with { ProjectionPath = null, Planes = 1 },
                Mesospim(2) with { ProjectionPath = null, Planes = 500 },
                Mesospim(3) with { ProjectionPath = null, Planes = 1, IsZarr = true },
            ],
        };

        Assert.Equal(["/d/MAX_0.tif", "/d/1.btf", null, null], MontagePlanner.Plan([set], Options).Channels[0].Tiles.Select(tile => tile.Path));
    }

    [Theory]
    [InlineData("488", 0, 0, "Ch488_Sh0_Rot0")]
    [InlineData("561b", 1, 180, "Ch561b_Sh1_Rot180")]
    [InlineData("488", null, null, "Ch488")]
    [InlineData("a/ b", null, null, "Cha_b")]
    [InlineData(null, null, null, "montage")]
    public void A_channel_s_label_fits_a_file_s_name(string? channel, int? shutter, int? rotation, string label)
    {
        var set = Set(1, 1, 1) with { Channel = channel, Shutter = shutter, Rotation = rotation };

        Assert.Equal(label, MontagePlanner.Plan([set], Options).Channels[0].Label);
    }

    [Fact]
    public void No_two_channels_have_one_label_even_where_case_does_not_count()
    {
        var sets = new[] { "561b", "561B", "561b" }.Select(channel => Set(1, 1, 1, channel)).ToList();

        Assert.Equal(["Ch561b", "Ch561B_2", "Ch561b_3"], MontagePlanner.Plan(sets, Options).Channels.Select(channel => channel.Label));
    }

    [Fact]
    public void Ribbons_have_no_montage()
    {
        var error = Assert.Throws<StatusException>(() => MontagePlanner.Plan([Set(3, 1, 3) with { Modality = "rscm" }], Options));

        Assert.Equal("MontageNotSupported", error.ErrorId);
    }

    [Fact]
    public void Nothing_has_no_montage()
    {
        Assert.Equal("MontageWithoutTiles", Assert.Throws<StatusException>(() => MontagePlanner.Plan([], Options)).ErrorId);
        Assert.Equal("MontageWithoutTiles", Assert.Throws<StatusException>(() => MontagePlanner.Plan([Set(0, 1, 1)], Options)).ErrorId);
    }

    [Fact]
    public void Two_files_of_one_tile_are_refused_by_name()
    {
        var set = Set(2, 1, 2);
        var error = Assert.Throws<StatusException>(() => MontagePlanner.Plan([set with { Tiles = [.. set.Tiles, Mesospim(1) with { Path = "/d/other.btf" }] }], Options));

        Assert.Equal("MontageTileTwice", error.ErrorId);
        Assert.Equal("/d/other.btf", error.Target);
    }

    [Fact]
    public void Settings_and_the_set_s_facts_reach_the_request()
    {
        var settings = new MontageSettings { Order = MontageOrder.RowMajor, FlipX = true, FlipY = true, Compression = MontageCompression.Lzw, Pyramid = true, Downscale = 8 };
        var options = MontageOptions.Of(settings, "/out");

        var request = MontagePlanner.Plan([Set(1, 1, 1) with { Id = 7, PixelSize = 1.53 }], options with { Color = true, WritesTiff = false });

        Assert.Equal((MontageOrder.RowMajor, true, true), (options.Order, options.FlipX, options.FlipY));
        Assert.Equal((7L, "d", "/out", 1.53), (request.Id, request.Name, request.Folder, request.PixelSize));
        Assert.Equal((MontageCompression.Lzw, true, 8, true, false), (request.Compression, request.Pyramid, request.Downscale, request.Color, request.WritesTiff));
    }

    private static TileSet Set(int tiles, int? rows, int? columns, string? channel = null) => new()
    {
        Name = "d",
        Path = "/d",
        Modality = "mesospim",
        Channel = channel,
        Rows = rows,
        Columns = columns,
        Tiles = [.. Enumerable.Range(0, tiles).Select(Mesospim)],
    };

    private static Tile Mesospim(int index) => new() { Index = index, Path = $"/d/{index}.btf", ProjectionPath = $"/d/MAX_{index}.tif", Planes = 500 };

    private static Tile Loose(string name) => new() { Path = "/loose/" + name };

    private static string Arrangement(MontageRequest request) => string.Join(
        " / ",
        request.Channels[0].Tiles.GroupBy(tile => tile.Row).OrderBy(row => row.Key)
            .Select(row => string.Join(' ', row.OrderBy(tile => tile.Column).Select(tile => tile.Label["tile ".Length..]))));
}
