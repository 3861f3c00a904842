namespace MicroStatus.Tiles.Montage;

/// <summary>Chooses colours for channels: near the light that dyes of their laser line emit, and different from each other.</summary>
public static class EmissionColors
{
    private static readonly EmissionColor White = new(1, 1, 1);

    // Upper end of the excitation in nm, and a colour near the emission that the eye tells from its neighbours.
    private static readonly (int Below, EmissionColor Color)[] Lines =
    [
        (430, new(0.1, 0.35, 1)), // 405: blue
        (475, new(0, 0.85, 1)), // 445, 458: cyan
        (505, new(0.05, 1, 0.1)), // 488: green
        (545, new(0.75, 1, 0)), // 514, 532: yellow-green
        (580, new(1, 0.6, 0)), // 552, 561: orange
        (620, new(1, 0.15, 0.05)), // 594: red
        (700, new(1, 0, 0.8)), // 633, 640, 647: magenta
        (int.MaxValue, new(0.6, 0.3, 1)), // 730, 785: violet, since the eye does not see what they emit
    ];

    // For channels whose line is unknown, or whose colour another channel has: the most different ones first.
    private static readonly EmissionColor[] Spare =
    [
        new(0.05, 1, 0.1), new(1, 0, 0.8), new(0, 0.85, 1), new(1, 0.6, 0), new(0.1, 0.35, 1), new(1, 0.15, 0.05), new(0.75, 1, 0), new(0.6, 0.3, 1),
    ];

    /// <summary>A colour for each channel; the same for those of one name, which differ in shutter or angle.</summary>
    /// <param name="channels">Names of channels: the excitation in nm and perhaps a letter; null when unknown.</param>
    /// <returns>Their colours, in their order. A single channel without a wavelength is white; beyond eight channels colours are used again.</returns>
    public static IReadOnlyList<EmissionColor> Of(IReadOnlyList<string?> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        var names = channels.Select(name => name ?? "").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var colors = new Dictionary<string, EmissionColor>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (WavelengthOf(name) is { } wavelength)
            {
                var color = Array.Find(Lines, line => wavelength < line.Below).Color;
                if (!colors.ContainsValue(color))
                {
                    colors[name] = color;
                }
            }
        }

        if (names.Count == 1 && colors.Count == 0)
        {
            colors[names[0]] = White;
        }

        var again = 0;
        foreach (var name in names.Where(name => !colors.ContainsKey(name)))
        {
            var free = Array.FindIndex(Spare, spare => !colors.ContainsValue(spare));
            colors[name] = free >= 0 ? Spare[free] : Spare[again++ % Spare.Length];
        }

        return [.. channels.Select(name => colors[name ?? ""])];
    }

    // What a light source can have; other numbers are no wavelengths.
    private static int? WavelengthOf(string name)
    {
        var end = name.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? name : name[..end];
        return digits.Length is 3 or 4 && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) is >= 300 and <= 1400 and var wavelength ? wavelength : null;
    }
}
