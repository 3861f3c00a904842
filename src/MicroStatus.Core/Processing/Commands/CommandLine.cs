using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Processing.Commands;

/// <summary>Fills a command's placeholders in, argument by argument: a value never becomes two arguments, and is never read as a placeholder. Pure.</summary>
public static class CommandLine
{
    /// <summary>Fills a command in.</summary>
    /// <param name="template">The program and its arguments, with <c>{DatasetPath}</c>, <c>{Name}</c>, <c>{Pi}</c>, <c>{ClNumber}</c>, <c>{Id5}</c>, <c>{ResolutionXY}</c>,
    /// <c>{ResolutionZ}</c> and the names of <paramref name="more"/>; any other brace is text. Resolutions keep their decimals as they are stored.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="more">Further values by name, which come before the row's; or null.</param>
    /// <returns>The program and its arguments; what has no value is empty (see <see cref="Missing"/>).</returns>
    public static IReadOnlyList<string> Fill(IReadOnlyList<string> template, Dataset row, IReadOnlyDictionary<string, string>? more) =>
        Placeholders.Fill(template, ValuesOf(row, more));

    /// <summary>The placeholders of a command for which the dataset has no value.</summary>
    /// <param name="template">The program and its arguments.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="more">Further values by name, or null.</param>
    /// <returns>Their names, each once; empty when the command can be run.</returns>
    public static IReadOnlyList<string> Missing(IReadOnlyList<string> template, Dataset row, IReadOnlyDictionary<string, string>? more) =>
    [
        .. ValuesOf(row, more)
            .DistinctBy(value => value.Name, StringComparer.Ordinal)
            .Where(value => string.IsNullOrEmpty(value.Value) && template.Any(argument => argument.Contains($"{{{value.Name}}}", StringComparison.Ordinal)))
            .Select(value => value.Name),
    ];

    private static List<(string Name, string? Value)> ValuesOf(Dataset row, IReadOnlyDictionary<string, string>? more) =>
    [
        .. (more ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(pair => (pair.Key, (string?)pair.Value)),
        ("DatasetPath", row.Path),
        ("Name", row.Name),
        ("Pi", row.Pi),
        ("ClNumber", row.ClNumber),
        ("Id5", row.Id.ToString("D5", CultureInfo.InvariantCulture)),
        ("ResolutionXY", row.ResolutionXY),
        ("ResolutionZ", row.ResolutionZ),
    ];
}
