using System.Globalization;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Numbers in metadata: the decimal point is a point, and only what can be true of a microscope is taken.</summary>
internal static class MetadataNumber
{
    private const int LongestNumber = 32;

    public static bool TryRead(string text, double smallest, double largest, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        && text.Length <= LongestNumber
        && number >= smallest
        && number <= largest;
}
