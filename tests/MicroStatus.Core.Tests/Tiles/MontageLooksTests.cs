using MicroStatus.Tiles.Montage;

namespace MicroStatus.Core.Tests.Tiles;

public sealed class MontageLooksTests
{
    [Theory]
    [InlineData("405", "blue")]
    [InlineData("488", "green")]
    [InlineData("561", "orange")]
    [InlineData("561b", "orange")]
    [InlineData("594", "red")]
    [InlineData("640", "magenta")]
    [InlineData("785", "violet")]
    [InlineData(null, "white")]
    [InlineData("DAPI", "white")]
    [InlineData("12", "white")]
    public void A_channel_has_the_colour_of_its_emission(string? channel, string color) => Assert.Equal(color, NameOf(EmissionColors.Of([channel])[0]));

    [Fact]
    public void Shutters_and_angles_of_a_channel_share_its_colour()
    {
        var colors = EmissionColors.Of(["488", "561", "488"]);

        Assert.Equal(colors[0], colors[2]);
        Assert.NotEqual(colors[0], colors[1]);
    }

    [Fact]
    public void Unknown_channels_and_those_whose_colour_is_taken_get_colours_that_are_left()
    {
        string?[] channels = ["561", "561b", null, "488", "autofluorescence", "405", "640", "594"];

        var colors = EmissionColors.Of(channels);

        Assert.Equal(channels.Length, colors.Distinct().Count());
        Assert.Equal(("orange", "green", "blue"), (NameOf(colors[0]), NameOf(colors[3]), NameOf(colors[5])));
    }

    [Fact]
    public void More_channels_than_colours_still_have_one_each() =>
        Assert.All(EmissionColors.Of([.. Enumerable.Range(0, 30).Select(i => $"dye{i}")]), color => Assert.True(color.Red + color.Green + color.Blue >= 1));

    [Theory]
    [InlineData(6.12, 1536, 2000, 327, "2 mm")]
    [InlineData(1.53, 2048, 500, 327, "500 µm")]
    [InlineData(1, 1000, 200, 200, "200 µm")]
    [InlineData(5, 1000, 1000, 200, "1 mm")]
    [InlineData(0.01, 1000, 2, 200, "2 µm")]
    [InlineData(0.001, 1000, 0.2, 200, "200 nm")]
    [InlineData(100, 1000, 20000, 200, "20 mm")]
    [InlineData(0.0009, 1000, 0.2, 222, "200 nm")]
    [InlineData(40, 100, 1000, 25, "1 mm")]
    public void A_scale_bar_is_a_round_length_of_about_a_fifth(double pixelSize, long width, double micrometers, int pixels, string text)
    {
        var bar = ScaleBar.Of(pixelSize, width)!;

        Assert.Equal(micrometers, bar.Micrometers, 9);
        Assert.Equal((pixels, text), (bar.Pixels, bar.Text));
    }

    [Theory]
    [InlineData(null, 100)]
    [InlineData(0.0, 100)]
    [InlineData(-1.0, 100)]
    [InlineData(double.NaN, 100)]
    [InlineData(double.PositiveInfinity, 100)]
    [InlineData(1.0, 1)]
    public void Without_a_length_of_a_pixel_there_is_no_bar(double? pixelSize, long width) => Assert.Null(ScaleBar.Of(pixelSize, width));

    private static string NameOf(EmissionColor color) => color switch
    {
        (1, 1, 1) => "white",
        ( < 0.2, < 0.5, 1) => "blue",
        ( < 0.2, 1, < 0.2) => "green",
        (1, > 0.4, 0) => "orange",
        (1, < 0.2, < 0.1) => "red",
        (1, 0, > 0.7) => "magenta",
        ( > 0.5, > 0.2, 1) => "violet",
        _ => color.ToString(),
    };
}
