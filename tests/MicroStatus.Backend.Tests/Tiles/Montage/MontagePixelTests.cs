using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

public sealed class MontagePixelTests(MontageTruth truth) : IClassFixture<MontageTruth>
{
    public static TheoryData<string> Types => ["uint8", "uint16", "float32", "int8", "int16", "int32", "uint32"];

    [Theory]
    [MemberData(nameof(Types))]
    public void Pixels_and_preview_are_numpy_s_for_every_order_flip_and_gap(string type)
    {
        using var bench = new MontageBench(truth) { Type = type };
        string?[] tiles = bench.Write(6);
        foreach (var order in Enum.GetValues<MontageOrder>())
        {
            foreach (var (flipX, flipY, gap) in new[] { (false, false, -1), (true, false, 0), (false, true, 3), (true, true, 5) })
            {
                var paths = tiles.Select((path, i) => i == gap ? null : path).ToArray();
                var options = new MontageOptions { Folder = bench.Out, Rows = 2, Columns = 3, Order = order, FlipX = flipX, FlipY = flipY };
                var request = MontageBench.Plan(options, paths);

                var made = Assert.Single(MontageBench.Make(request));

                var said = bench.Judge(request, made);
                Assert.Equal(type, (string?)said["type"]);
                Assert.True((bool)said["equal"]!, $"{type} {order} {flipX} {flipY} {gap}");
                Assert.InRange((double)said["difference"]!, 0, 1);
                Assert.Equal((double)said["black"]!, made.Black!.Value, Math.Abs(made.White!.Value) * 1e-5);
                Assert.Equal((double)said["white"]!, made.White!.Value, Math.Abs(made.White!.Value) * 1e-5);
                Assert.Equal(gap < 0 ? [] : [$"tile {gap}: not there"], made.Missing);
            }
        }
    }

    [Theory]
    [InlineData("uint16", MontageCompression.None, false, 1)]
    [InlineData("uint16", MontageCompression.None, true, 1)]
    [InlineData("uint16", MontageCompression.Deflate, false, 8)]
    [InlineData("uint16", MontageCompression.Lzw, true, 5)]
    [InlineData("uint8", MontageCompression.Lzw, false, 5)]
    [InlineData("float32", MontageCompression.Deflate, true, 8)]
    [InlineData("float32", MontageCompression.Lzw, false, 5)]
    public void Compression_and_pyramid_lose_nothing(string type, MontageCompression compression, bool pyramid, int tag)
    {
        using var bench = new MontageBench(truth) { Type = type, Width = 300, Height = 280 };
        var options = new MontageOptions { Folder = bench.Out, Rows = 2, Columns = 3, Compression = compression, Pyramid = pyramid };
        var request = MontageBench.Plan(options, bench.Write(6));

        var made = Assert.Single(MontageBench.Make(request));

        var said = bench.Judge(request, made);
        Assert.True((bool)said["equal"]!);
        Assert.True((bool)said["big"]!);
        Assert.True((bool)said["tiled"]!);
        Assert.Equal(tag, (int)said["compression"]! is 32946 ? 8 : (int)said["compression"]!);
        Assert.Equal(pyramid, (int)said["pages"]! > 1);
        // 2 µm a pixel, in pixels a centimetre.
        Assert.Equal((3, 5000.0), ((int)said["unit"]!, Math.Round((double)said["resolution"]!, 3)));
        Assert.Equal((900L, 560L, type), (made.Width, made.Height, made.Type));
    }

    [Theory]
    [InlineData(4, 50, 39)]
    [InlineData(7, 50, 39)]
    [InlineData(1, 20, 10)]
    [InlineData(3, 32, 32)]
    [InlineData(64, 30, 20)]
    public void A_preview_of_sizes_that_do_not_divide_averages_what_there_is(int factor, int width, int height)
    {
        using var bench = new MontageBench(truth) { Width = width, Height = height };
        string?[] tiles = bench.Write(12);
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Rows = 4, Columns = 3, Downscale = factor, WritesTiff = false }, tiles);

        var made = Assert.Single(MontageBench.Make(request));

        var said = bench.Judge(request, made);
        Assert.True((bool)said["same_size"]!);
        Assert.InRange((double)said["difference"]!, 0, 1);
        Assert.Null(made.Path);
        Assert.Equal(2.0 * factor, made.PreviewPixelSize);
        Assert.Single(Directory.GetFiles(bench.Out));
    }

    [Fact]
    public void Squares_that_touch_a_gap_are_black_in_the_preview()
    {
        using var bench = new MontageBench(truth) { Width = 50, Height = 39 };
        string?[] tiles = bench.Write(12);
        tiles[4] = null;
        var request = bench.Plan(4, 3, tiles);

        var said = bench.Judge(request, Assert.Single(MontageBench.Make(request)));

        Assert.True((bool)said["equal"]!);
        Assert.InRange((double)said["difference"]!, 0, 1);
    }

    [Fact]
    public void Tiles_may_be_big_endian_compressed_in_strips_tiled_or_BigTIFF()
    {
        using var bench = new MontageBench(truth);
        string[] tiles =
        [
            .. bench.Write(1, "a", new { order = ">" }),
            .. bench.Write(1, "b", new { compression = "zlib" }),
            .. bench.Write(1, "c", new { big = true }),
            .. bench.Write(1, "brackets[n=2] ü "),
            .. bench.Write(1, "strips", new { strip = 5 }),
            .. bench.Write(1, "tiled", new { tile = new[] { 16, 16 } }),
        ];
        var request = bench.Plan(2, 3, tiles);

        var made = Assert.Single(MontageBench.Make(request));

        Assert.Empty(made.Missing);
        Assert.True((bool)bench.Judge(request, made)["equal"]!);
    }

    [Fact]
    public void A_montage_of_one_grey_value_is_black_and_no_error()
    {
        using var bench = new MontageBench(truth) { Width = 8, Height = 8, Type = "uint8" };
        var request = bench.Plan(1, 1, bench.Write(1)) with { Downscale = 8 };

        var made = Assert.Single(MontageBench.Make(request));

        Assert.Equal(made.Black, made.White);
        Assert.Equal(0, (double)bench.Judge(request, made)["difference"]!);
    }
}
