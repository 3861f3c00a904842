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

    /// <summary>Tile indices as ranges: <c>tiles 3-5, 8</c>.</summary>
    public static string Tiles(IReadOnlyList<(int First, int Last)> ranges)
    {
        var parts = ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}"));
        var isOne = ranges.Count == 1 && ranges[0].First == ranges[0].Last;
        return (isOne ? "tile " : "tiles ") + string.Join(", ", parts);
    }

    /// <summary>Indices as ranges without a gap, ascending.</summary>
    public static IEnumerable<(int First, int Last)> RangesOf(IEnumerable<int> indices)
    {
        (int First, int Last)? range = null;
        foreach (var index in indices.Distinct().Order())
        {
            if (range is { } open && index - 1 == open.Last)
            {
                range = (open.First, index);
                continue;
            }

            if (range is { } closed)
            {
                yield return closed;
            }

            range = (index, index);
        }

        if (range is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Bytes in the unit that suits them: <c>4.2 GB</c>.</summary>
    public static string Size(double bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
        var unit = 0;
        while (bytes >= 1000 && unit < units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {units[unit]}");
    }
}
