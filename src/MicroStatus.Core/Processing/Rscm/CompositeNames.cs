using System.Globalization;
using System.Text.RegularExpressions;

namespace MicroStatus.Processing.Rscm;

/// <summary>Compares composites by their names: a z-layer and a channel each (lab.md §3). Pure.</summary>
/// <remarks>How a name tells z-layer and channel differs from version to version. Where names differ in exactly two numbers, which together make a grid, these are they,
/// and the grid must be full; where they differ in one number, or in anything else, they are counted.</remarks>
internal static partial class CompositeNames
{
    private const int MostNamed = 5;

    /// <summary>Compares.</summary>
    /// <param name="names">Names of the composites that are there.</param>
    /// <param name="layers">Number of z-layers, or null.</param>
    /// <param name="channels">Number of channels, or null.</param>
    /// <returns>The comparison.</returns>
    public static CompositeCount Compare(IReadOnlyCollection<string> names, int? layers, int? channels)
    {
        if (layers is not > 0 || channels is not > 0)
        {
            return new CompositeCount(names.Count, null, IsComplete: false, layers is > 0 ? "the number of its channels is not known" : "the number of its z-layers is not known");
        }

        var expected = (long)layers.Value * channels.Value;
        var parsed = names.Select(Parse).Distinct().ToList();
        var found = parsed.Count;
        var grid = GridOf(parsed);
        var isGrid = grid is { } seen && (long)seen.First.Count * seen.Second.Count < 2L * found;
        var isComplete = found == expected && (!isGrid || IsFull(grid!.Value, layers.Value, channels.Value));
        return new CompositeCount(found, expected, isComplete, isComplete ? null : DifferenceOf(found, expected, isGrid ? grid : null));
    }

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    private static Name Parse(string name) => new(
        Number().Replace(name, "#"),
        string.Join(' ', Number().Matches(name).Select(match => match.Value.TrimStart('0') is { Length: > 0 } digits ? digits : "0")));

    // The two numbers in which names of one shape differ.
    private static Grid? GridOf(List<Name> parsed)
    {
        if (parsed.Count == 0 || parsed.Exists(name => name.Shape != parsed[0].Shape))
        {
            return null;
        }

        var rows = parsed.ConvertAll(name => name.Numbers.Split(' '));
        var varying = Enumerable.Range(0, rows[0].Length).Where(column => rows.Exists(row => row[column] != rows[0][column])).ToList();
        return varying is [var first, var second]
            ? new Grid(
                [.. rows.Select(row => row[first])],
                [.. rows.Select(row => row[second])],
                [.. rows.Select(row => (row[first], row[second]))])
            : null;
    }

    private static bool IsFull(Grid grid, int layers, int channels) =>
        (grid.First.Count == layers && grid.Second.Count == channels) || (grid.First.Count == channels && grid.Second.Count == layers);

    private static string DifferenceOf(int found, long expected, Grid? grid)
    {
        var difference = string.Create(CultureInfo.InvariantCulture, $"{found} of {expected} are there");
        if (grid is not { } seen)
        {
            return difference;
        }

        // What the others have and one lacks; whole z-layers that nobody has yet are not listed.
        var gaps = seen.First.Order(NumberOrder.Instance)
            .SelectMany(first => seen.Second.Order(NumberOrder.Instance).Where(second => !seen.Pairs.Contains((first, second))).Select(second => $"{first}/{second}"))
            .Take(MostNamed + 1)
            .ToList();
        return gaps.Count == 0 ? difference : $"{difference}, missing {string.Join(", ", gaps.Take(MostNamed))}{(gaps.Count > MostNamed ? ", …" : string.Empty)}";
    }

    private readonly record struct Name(string Shape, string Numbers);

    private readonly record struct Grid(HashSet<string> First, HashSet<string> Second, HashSet<(string First, string Second)> Pairs);

    // Digits without leading zeros, however many.
    private sealed class NumberOrder : IComparer<string>
    {
        public static readonly NumberOrder Instance = new();

        public int Compare(string? x, string? y) =>
            x!.Length != y!.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);
    }
}
