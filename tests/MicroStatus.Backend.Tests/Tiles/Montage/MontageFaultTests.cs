using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

public sealed class MontageFaultTests(MontageTruth truth) : IClassFixture<MontageTruth>
{
    [Fact]
    public void Images_that_do_not_open_are_black_and_reported_with_the_reason()
    {
        using var bench = new MontageBench(truth);
        var tiles = bench.Write(6);
        var squeezed = Assert.Single(bench.Write(1, "z", new { compression = "zlib" }));
        File.WriteAllBytes(tiles[0], []);
        var whole = File.ReadAllBytes(tiles[1]);
        File.WriteAllBytes(tiles[1], whole[..(whole.Length / 2)]);
        File.WriteAllText(tiles[2], "This is a text.");
        File.Delete(tiles[3]);
        var bytes = File.ReadAllBytes(squeezed);
        Array.Fill(bytes, (byte)0xFF, bytes.Length / 2, bytes.Length / 4);
        File.WriteAllBytes(tiles[4], bytes);
        var request = bench.Plan(2, 3, tiles);

        var made = Assert.Single(MontageBench.Make(request));

        Assert.Collection(
            made.Missing,
            place => Assert.Equal("tile 0: 't0.tif' does not open: 0 bytes", place),
            place => Assert.StartsWith("tile 1: 't1.tif' does not open: truncated", place, StringComparison.Ordinal),
            place => Assert.StartsWith("tile 2: 't2.tif' does not open: no TIFF signature", place, StringComparison.Ordinal),
            place => Assert.Equal("tile 3: not there", place),
            place => Assert.StartsWith("tile 4: 't4.tif' does not open: ", place, StringComparison.Ordinal));
        var said = bench.Judge(request, made, 0, tiles[..5]);
        Assert.True((bool)said["equal"]!);
        Assert.InRange((double)said["difference"]!, 0, 1);
    }

    [Theory]
    [InlineData("size", "41 × 32 uint16")]
    [InlineData("type", "40 × 32 uint8")]
    [InlineData("samples", "40 × 32 uint16 × 3")]
    [InlineData("planes", "40 × 32 uint16, 2 planes")]
    public void A_tile_unlike_the_others_is_refused_by_name(string what, string shape)
    {
        using var bench = new MontageBench(truth);
        var tiles = bench.Write(6);
        var odd = what switch
        {
            "size" => bench.Write(1, "odd", width: 41),
            "type" => bench.Write(1, "odd", type: "uint8"),
            "samples" => bench.Write(1, "odd", new { samples = 3 }),
            _ => bench.Write(1, "odd", new { planes = 2 }),
        };

        var error = Refused(bench.Plan(2, 3, [odd[0], .. tiles[..5]]));

        Assert.Equal("MontageTilesDiffer", error.ErrorId);
        Assert.Equal(odd[0], error.Target);
        Assert.Contains($"is {shape}, and the other tiles are 40 × 32 uint16", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(bench.Out));
    }

    [Fact]
    public void Channels_of_two_sizes_are_refused()
    {
        using var bench = new MontageBench(truth);
        var options = new MontageOptions { Folder = bench.Out };

        Assert.Equal("MontageTilesDiffer", Refused(MontageBench.Plan(options, bench.Write(3), bench.Write(2, "u", width: 20))).ErrorId);
    }

    [Fact]
    public void Tiles_of_several_planes_are_refused()
    {
        using var bench = new MontageBench(truth);

        Assert.Equal("MontageTilesDiffer", Refused(bench.Plan(1, 2, bench.Write(2, "p", new { planes = 3 }))).ErrorId);
        // A single directory, as ImageJ writes stacks.
        Assert.Equal("MontageTilesDiffer", Refused(bench.Plan(1, 2, bench.Write(2, "j", new { planes = 3, imagej = true }))).ErrorId);
    }

    [Theory]
    [InlineData("float64", 1, "float64")]
    [InlineData("uint8", 3, "uint8 × 3")]
    public void Types_that_no_montage_is_made_of_are_refused(string type, int samples, string named)
    {
        using var bench = new MontageBench(truth) { Type = type };

        var error = Refused(bench.Plan(1, 2, bench.Write(2, "p", new { samples })));

        Assert.Equal("MontageTypeUnsupported", error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 60_000)]
    [InlineData(60_000, 1)]
    public void A_picture_with_a_side_that_no_program_opens_is_refused(int rows, int columns)
    {
        using var bench = new MontageBench(truth);
        var error = Refused(bench.Plan(rows, columns, bench.Write(1, width: 200, height: 200)));

        Assert.Equal("MontageTooLarge", error.ErrorId);
        Assert.False(Directory.Exists(bench.Out));
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_refused()
    {
        using var bench = new MontageBench(truth);
        var error = Refused(bench.Plan(1, 1, bench.Write(1)) with { Name = "../elsewhere/KC34" });

        Assert.Equal("MontageNotWritten", error.ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(bench.Out));
    }

    [Fact]
    public void Without_an_image_that_opens_nothing_is_made()
    {
        using var bench = new MontageBench(truth);
        File.WriteAllText(bench.PathOf("a.tif"), "");

        Assert.Equal("MontageWithoutTiles", Refused(bench.Plan(1, 2, bench.PathOf("a.tif"), bench.PathOf("b.tif"))).ErrorId);
        Assert.False(Directory.Exists(bench.Out));
    }

    [Fact]
    public void Images_that_open_but_cannot_be_decoded_make_no_montage_either()
    {
        using var bench = new MontageBench(truth);
        var squeezed = Assert.Single(bench.Write(1, "z", new { compression = "zlib" }));
        var bytes = File.ReadAllBytes(squeezed);
        Array.Fill(bytes, (byte)0xFF, bytes.Length / 2, bytes.Length / 4);
        File.WriteAllBytes(squeezed, bytes);

        Assert.Equal("MontageWithoutTiles", Refused(bench.Plan(1, 1, squeezed)).ErrorId);
        Assert.Empty(Directory.GetFileSystemEntries(bench.Out));
    }

    [Fact]
    public void A_channel_without_an_image_is_black_beside_one_that_has_some()
    {
        using var bench = new MontageBench(truth);
        var tiles = bench.Write(2);

        var made = MontageBench.Make(MontageBench.Plan(new MontageOptions { Folder = bench.Out, Rows = 1, Color = true }, tiles, [bench.PathOf("x.tif"), bench.PathOf("y.tif")]));

        Assert.Equal((null, null), (made[1].Black, made[1].White));
        Assert.Equal(["tile 0: not there", "tile 1: not there"], made[1].Missing);
        Assert.Equal(["Ch561, tile 0: not there", "Ch561, tile 1: not there"], made[2].Missing);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_that_names_it()
    {
        using var bench = new MontageBench(truth);
        File.WriteAllText(bench.PathOf("file"), "");
        var folder = bench.PathOf("file") + "/below";

        var error = Refused(MontageBench.Plan(new MontageOptions { Folder = folder }, bench.Write(1)));

        Assert.Equal("MontageNotWritten", error.ErrorId);
        Assert.Equal(folder, error.Target);
    }

    private static StatusException Refused(MontageRequest request) => Assert.Throws<StatusException>(() => MontageBench.Make(request));
}
