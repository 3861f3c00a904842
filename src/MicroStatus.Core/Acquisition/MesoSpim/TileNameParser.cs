using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Finds the tile in a name, by the pattern of the settings.</summary>
/// <param name="settings">The pattern, with groups <c>tile</c>, <c>channel</c>, <c>shutter</c>, <c>rotation</c>.</param>
internal sealed class TileNameParser(MesoSpimSettings settings)
{
    // Interpreted: most checks parse no name at all, and compiling costs more than a folder of a thousand names does.
    private readonly Lazy<Regex> _pattern = new(() => new Regex(
        settings.TilePattern,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)));

    /// <summary>Reads a name.</summary>
    /// <param name="name">A file's or folder's name, with whatever stands before and after the tile.</param>
    /// <param name="tile">The tile.</param>
    /// <returns>False when the name is no tile's: the pattern is not in it, or a number in it is beyond reason.</returns>
    /// <exception cref="StatusException"><c>TilePatternTooSlow</c>: the pattern of the settings does not come to an end.</exception>
    public bool TryParse(string name, [NotNullWhen(true)] out TileName? tile)
    {
        tile = null;
        Match match;
        try
        {
            match = _pattern.Value.Match(name);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new StatusException(
                "TilePatternTooSlow",
                StatusErrorCategory.InvalidData,
                $"The pattern MesoSpim.TilePattern takes too long on the name '{TileText.Name(name)}'.",
                "Simplify the pattern in the settings.",
                name,
                error);
        }

        if (!match.Success
            || !Number(match, "tile", out var index)
            || !Number(match, "shutter", out var shutter)
            || !Number(match, "rotation", out var rotation)
            || match.Groups["channel"].Value is not { Length: > 0 } channel)
        {
            return false;
        }

        tile = new TileName(index, channel, shutter, rotation);
        return true;
    }

    private static bool Number(Match match, string group, out int number) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
