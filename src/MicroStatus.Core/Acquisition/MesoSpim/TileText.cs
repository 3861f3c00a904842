using System.Globalization;
using System.Text;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>How tiles, files and sizes are named to a person.</summary>
internal static class TileText
{
    private const int LongestName = 200;

    /// <summary>A file name that fits into a line: control characters become <c>?</c>, a very long one is cut.</summary>
    public static string Name(string name)
    {
        var text = new StringBuilder(Math.Min(name.Length, LongestName));
        foreach (var rune in name.EnumerateRunes())
        {
            if (text.Length >= LongestName)
            {
                return text.Append('…').ToString();
            }

            text.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? "?"
                : rune.ToString());
        }

        return text.ToString();
    }

    /// <summary>A tile: <c>tile 3, channel 561</c>, with shutter and rotation where the dataset has several.</summary>
    public static string Tile(TileName tile, bool several) =>
        string.Create(CultureInfo.InvariantCulture, $"tile {tile.Tile}, {Set(tile.Set, several)}");

    /// <summary>A set of tiles: <c>channel 561</c>, with shutter and rotation where the dataset has several.</summary>
    public static string Set(TileSetName set, bool several) => several
        ? string.Create(CultureInfo.InvariantCulture, $"channel {set.Channel}, shutter {set.Shutter}, rotation {set.Rotation}")
        : $"channel {set.Channel}";
}
