using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Reads what a dataset of a demo lab holds, as the lab's programs do: from its folder alone.</summary>
/// <param name="settings">Patterns and endings.</param>
internal sealed class DemoSourceReader(StatusSettings settings)
{
    private const int ColourDigits = 3;
    private const string TileEnding = ".btf";
    private const string GroupEnding = ".ome.zarr";
    private const string MetadataFiles = "*_meta.txt";

    private readonly Regex _layer = SettingPattern.Compile(settings.Rscm.LayerPattern);
    private readonly Regex _tile = SettingPattern.Compile(settings.MesoSpim.TilePattern);
    private readonly Regex _index = SettingPattern.Compile(settings.MesoSpim.RefractiveIndexPattern);

    /// <summary>Reads a dataset.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>What it is; null when there is no such folder.</returns>
    public DemoSource? Read(string folder)
    {
        var dataset = new DirectoryInfo(folder);
        if (!dataset.Exists)
        {
            return null;
        }

        var folders = dataset.GetDirectories();
        var layers = folders.Select(entry => (entry, Match: _layer.Match(entry.Name))).Where(layer => layer.Match.Success).ToList();
        var tiles = dataset.GetFiles().Where(file => file.Name.EndsWith(TileEnding, StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file.Name));
        return new DemoSource
        {
            Name = dataset.Name,
            Layers = [.. layers.Select(layer => int.Parse(layer.Match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).Order()],
            Colours = [.. layers.SelectMany(layer => layer.entry.GetDirectories()).Select(colour => colour.Name).Where(IsColour).Distinct(StringComparer.Ordinal).Select(Number).Order()],
            Tiles = [.. tiles.Where(name => _tile.IsMatch(name)).Order(StringComparer.Ordinal).Select(name => (name, PositionOf(_tile.Match(name))))],
            IsZarr = folders.Any(entry => entry.Name.EndsWith(GroupEnding, StringComparison.Ordinal)),
            IsDeconvolved = dataset.EnumerateFiles(MetadataFiles).Any(HasIndex),
        };
    }

    private static bool IsColour(string name) => name.Length == ColourDigits && name.All(char.IsAsciiDigit);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string PositionOf(Match tile) => string.Join(' ', ((string[])["tile", "shutter", "rotation"]).Select(group => tile.Groups[group].Value));

    private bool HasIndex(FileInfo metadata) => File.ReadLines(metadata.FullName, Encoding.Latin1)
        .Any(line => line.StartsWith("[ETL CFG File]", StringComparison.Ordinal) && _index.IsMatch(line[(line.LastIndexOfAny(['/', '\\']) + 1)..]));
}
