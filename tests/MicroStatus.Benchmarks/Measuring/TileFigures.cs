namespace MicroStatus.Benchmarks.Measuring;

/// <summary>All measurements of tiles, each by its name and in files of its own.</summary>
internal static class TileFigures
{
    private static readonly Dictionary<string, Func<string, IEnumerable<Figure>>> All = new(StringComparer.Ordinal)
    {
        ["header"] = folder => new RibbonHeadFigures(folder).Measure(),
        ["directories"] = folder => new DirectoryWalkFigures(folder).Measure(),
        ["pixels"] = folder => new PixelFigures(folder).Measure(),
    };

    /// <summary>Measures.</summary>
    /// <param name="root">A folder for the data, made when it isn't there; what is made in it is deleted.</param>
    /// <param name="names">Which ones; none means all.</param>
    /// <returns>The figures.</returns>
    public static IEnumerable<Figure> Measure(string root, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !All.ContainsKey(name)) is { } unknown)
        {
            throw new ArgumentException($"'{unknown}' is none of {string.Join(", ", All.Keys)}.", nameof(names));
        }

        return (names.Count > 0 ? names : [.. All.Keys]).SelectMany(name => MeasureIn(Path.Join(root, $"measure-{name}"), All[name]));
    }

    private static IEnumerable<Figure> MeasureIn(string folder, Func<string, IEnumerable<Figure>> measure)
    {
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var figure in measure(folder))
            {
                yield return figure;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
