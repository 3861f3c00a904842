using System.Globalization;
using System.Text;

namespace MicroStatus.Tiles.Montage;

/// <summary>Names the channels of a montage for file names: <c>Ch488_Sh0_Rot0</c>. No two are the same, whatever their case.</summary>
internal sealed class MontageLabels
{
    /// <summary>What a set is called that has neither channel nor shutter nor angle.</summary>
    public const string Plain = "montage";

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The label of a set.</summary>
    /// <param name="set">The set.</param>
    /// <returns>A label that no set before it had.</returns>
    public string Next(TileSet set)
    {
        var parts = new List<string>(3);
        if (set.Channel is { Length: > 0 } channel)
        {
            parts.Add("Ch" + Sanitize(channel));
        }

        if (set.Shutter is { } shutter)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"Sh{shutter}"));
        }

        if (set.Rotation is { } rotation)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"Rot{rotation}"));
        }

        var label = parts.Count == 0 ? Plain : string.Join('_', parts);
        var unique = label;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{label}_{number}");
        }

        return unique;
    }

    private static string Sanitize(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var isSafe = char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
            if (isSafe || safe.Length == 0 || safe[^1] != '_')
            {
                safe.Append(isSafe ? letter : '_');
            }
        }

        return safe.ToString();
    }
}
