using System.Globalization;

namespace MicroStatus.Tiles.Montage;

/// <summary>A scale bar: a round length that is about a fifth of a picture's width.</summary>
/// <param name="Micrometers">Its length in µm: 1, 2 or 5 times a power of ten.</param>
/// <param name="Pixels">Its length in pixels of the picture.</param>
/// <param name="Text">Its length as people write it: <c>500 µm</c>, <c>2 mm</c>, <c>200 nm</c>.</param>
public sealed record ScaleBar(double Micrometers, int Pixels, string Text)
{
    private const double Share = 0.2;

    /// <summary>The scale bar of a picture.</summary>
    /// <param name="pixelSize">Edge of the picture's pixel in µm.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <returns>The bar, or null when the size of a pixel is no length.</returns>
    public static ScaleBar? Of(double? pixelSize, long width)
    {
        if (pixelSize is not { } size || !double.IsFinite(size) || size <= 0 || width <= 0)
        {
            return null;
        }

        var aim = size * width * Share;
        var exponent = (int)Math.Floor(Math.Log10(aim));
        var length = Candidates(exponent).MinBy(candidate => Math.Abs(Math.Log(candidate / aim)));
        var pixels = (int)Math.Round(length / size);
        return pixels < 1 ? null : new ScaleBar(length, pixels, TextOf(length));
    }

    private static IEnumerable<double> Candidates(int exponent) => new[] { 1, 2, 5, 10 }.Select(digit => digit * Math.Pow(10, exponent));

    private static string TextOf(double micrometers)
    {
        var (number, unit) = micrometers switch
        {
            > 999 => (micrometers / 1000, "mm"),
            < 0.999 => (micrometers * 1000, "nm"),
            _ => (micrometers, "µm"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(number, 6):0.######} {unit}");
    }
}
