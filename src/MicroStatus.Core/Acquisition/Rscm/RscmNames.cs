using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>How RSCM folders and files are called (lab.md §3).</summary>
/// <param name="settings">The patterns.</param>
/// <param name="stray">Files that never count.</param>
internal sealed class RscmNames(RscmSettings settings, StrayFiles stray)
{
    // A column beyond this is a number in a name, not a ribbon.
    private const int LargestColumn = VsSeriesReader.LargestCount;

    private readonly Regex _dataset = SettingPattern.Compile(settings.DatasetPattern);
    private readonly Regex _layer = SettingPattern.Compile(settings.LayerPattern);
    private readonly Regex _colour = SettingPattern.Compile(settings.ColourPattern);
    private readonly Regex _column = SettingPattern.Compile(settings.RibbonNumberPattern);

    /// <summary>Whether a folder's name can be a dataset's.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it can.</returns>
    public bool IsDataset(string name) => _dataset.IsMatch(name);

    /// <summary>The number of a layer's folder.</summary>
    /// <param name="name">The folder's name.</param>
    /// <returns>The number, or null when it is no layer.</returns>
    public int? LayerNumber(string name) => NumberOf(_layer.Match(name), VsSeriesReader.LargestCount);

    /// <summary>Whether a folder is a colour's.</summary>
    /// <param name="name">The folder's name.</param>
    /// <returns>True when it is.</returns>
    public bool IsColour(string name) => _colour.IsMatch(name);

    /// <summary>Whether a file is called like a ribbon.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>True when it is.</returns>
    public bool IsRibbon(string name) =>
        FileSystemName.MatchesSimpleExpression(settings.RibbonFiles, name, ignoreCase: true) && !stray.Match(name);

    /// <summary>The column of a ribbon.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>The column, or null when the name has none.</returns>
    public int? Column(string name) => NumberOf(_column.Match(name), LargestColumn);

    private static int? NumberOf(Match match, int largest) =>
        match.Success
        && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= largest
            ? number
            : null;
}
