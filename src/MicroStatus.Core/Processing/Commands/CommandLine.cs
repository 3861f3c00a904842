using System.Globalization;
using System.Text.RegularExpressions;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.Commands;

/// <summary>Fills a command's placeholders in, argument by argument: a value never becomes two arguments, and is never read as a placeholder. Pure.</summary>
public static partial class CommandLine
{
    /// <summary>Fills a command in.</summary>
    /// <param name="template">The program and its arguments, with <c>{DatasetPath}</c>, <c>{Name}</c>, <c>{Pi}</c>, <c>{ClNumber}</c>, <c>{Id5}</c>, <c>{ResolutionXY}</c>,
    /// <c>{ResolutionZ}</c> and the names of <paramref name="more"/>; any other brace is text. Resolutions keep their decimals as they are stored.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="more">Further values by name, which come before the row's; or null.</param>
    /// <returns>The program and its arguments; what has no value is empty (see <see cref="Missing"/>).</returns>
    public static IReadOnlyList<string> Fill(IReadOnlyList<string> template, Dataset row, IReadOnlyDictionary<string, string>? more) =>
        [.. template.Select(argument => Placeholder().Replace(
            argument, match => TryFind(match.Groups["name"].Value, row, more, out var value) ? value ?? string.Empty : match.Value))];

    /// <summary>The placeholders of a command for which the dataset has no value.</summary>
    /// <param name="template">The program and its arguments.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="more">Further values by name, or null.</param>
    /// <returns>Their names, each once; empty when the command can be run.</returns>
    public static IReadOnlyList<string> Missing(IReadOnlyList<string> template, Dataset row, IReadOnlyDictionary<string, string>? more) =>
    [
        .. template
            .SelectMany(argument => Placeholder().Matches(argument).Select(match => match.Groups["name"].Value))
            .Where(name => TryFind(name, row, more, out var value) && string.IsNullOrEmpty(value))
            .Distinct(StringComparer.Ordinal),
    ];

    private static bool TryFind(string name, Dataset row, IReadOnlyDictionary<string, string>? more, out string? value)
    {
        if (more is not null && more.TryGetValue(name, out value))
        {
            return true;
        }

        var isKnown = true;
        value = name switch
        {
            "DatasetPath" => row.Path,
            "Name" => row.Name,
            "Pi" => row.Pi,
            "ClNumber" => row.ClNumber,
            "Id5" => row.Id.ToString("D5", CultureInfo.InvariantCulture),
            "ResolutionXY" => row.ResolutionXY,
            "ResolutionZ" => row.ResolutionZ,
            _ => Unknown(out isKnown),
        };
        return isKnown;
    }

    private static string? Unknown(out bool isKnown)
    {
        isKnown = false;
        return null;
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
