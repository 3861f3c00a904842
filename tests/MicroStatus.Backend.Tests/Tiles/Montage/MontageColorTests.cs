using System.Text.Json.Nodes;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Backend.Tests.Tiles.Montage;

public sealed class MontageColorTests(MontageTruth truth) : IClassFixture<MontageTruth>
{
    [Theory]
    [InlineData(400, 300, 1)]
    [InlineData(1600, 1200, 1)]
    [InlineData(900, 690, 3)]
    public void The_scale_bar_has_the_length_that_it_says(int width, int height, int factor)
    {
        using var bench = new MontageBench(truth) { Width = width, Height = height, Type = "uint8" };
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Color = true, Downscale = factor, WritesTiff = false }, bench.Write(1));

        var color = MontageBench.Make(request)[^1];

        var expected = ScaleBar.Of(2.0 * factor, width / factor)!;
        var said = bench.Look(color.PreviewPath);
        Assert.Equal("RGB", (string?)said["mode"]);
        Assert.Equal((width / factor, height / factor), ((int)said["width"]!, (int)said["height"]!));
        Assert.Equal(expected.Pixels, (int)said["bar"]!);
        // Black at both of its ends, and at the bottom right.
        Assert.All(said["beside"]!.AsArray(), end => Assert.Equal([0, 0, 0], Bytes(end)));
        Assert.True((int)said["row"]! > height / factor * 0.8);
        Assert.True((int)said["column"]! + expected.Pixels > width / factor * 0.9);
    }

    [Fact]
    public void Without_a_pixel_size_there_is_no_bar()
    {
        using var bench = new MontageBench(truth) { Width = 400, Height = 300 };
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Color = true, Downscale = 1 }, bench.Write(1)) with { PixelSize = null };

        var color = MontageBench.Make(request)[^1];

        Assert.Null(color.PreviewPixelSize);
        Assert.Equal(0, (int)bench.Look(color.PreviewPath)["bar"]!);
    }

    [Fact]
    public void Colours_are_those_of_the_grey_previews_added()
    {
        using var bench = new MontageBench(truth) { Width = 30, Height = 20 };
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Rows = 2, Columns = 2, Color = true, Downscale = 2 }, bench.Write(4), bench.Write(4, "u")) with { PixelSize = null };
        int[][] places = [[0, 0], [7, 3], [29, 19], [12, 11]];

        var made = MontageBench.Make(request);

        var greys = made.Take(2).Select(channel => bench.Look(channel.PreviewPath, places)["colors"]!.AsArray()).ToList();
        var colors = EmissionColors.Of(["488", "561"]);
        var seen = bench.Look(made[^1].PreviewPath, places)["colors"]!.AsArray();
        for (var i = 0; i < places.Length; i++)
        {
            var (green, orange) = (Bytes(greys[0][i])[0], Bytes(greys[1][i])[0]);
            Assert.Equal([Sum(color => color.Red), Sum(color => color.Green), Sum(color => color.Blue)], Bytes(seen[i]));

            int Sum(Func<EmissionColor, double> share) =>
                Math.Min(255, (int)Math.Round(green * share(colors[0])) + (int)Math.Round(orange * share(colors[1])));
        }
    }

    [Fact]
    public void Of_two_shutters_of_a_channel_the_brighter_one_is_seen()
    {
        using var bench = new MontageBench(truth) { Width = 30, Height = 20 };
        var request = MontageBench.Plan(new MontageOptions { Folder = bench.Out, Color = true, Downscale = 1 }, bench.Write(1), bench.Write(1, "u"));
        request = request with { PixelSize = null, Channels = [.. request.Channels.Select(channel => channel with { Channel = "640" })] };
        int[] place = [5, 5];

        var made = MontageBench.Make(request);

        var greys = made.Take(2).Select(channel => Bytes(bench.Look(channel.PreviewPath, place)["colors"]![0])[0]);
        Assert.Equal(greys.Max(), Bytes(bench.Look(made[^1].PreviewPath, place)["colors"]![0])[0]);
    }

    private static int[] Bytes(JsonNode? color) => [.. color!.AsArray().Select(value => (int)value!)];
}
