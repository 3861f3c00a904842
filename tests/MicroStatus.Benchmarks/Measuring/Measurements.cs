namespace MicroStatus.Benchmarks.Measuring;

/// <summary>All measurements, each by its name.</summary>
internal static class Measurements
{
    private const int Runs = 7;
    private const int LongRuns = 3;

    /// <summary>Names of the measurements, in the order in which they are taken.</summary>
    public static IReadOnlyList<string> Names { get; } = ["check", "calls", "first-check", "memory", "import", "read"];

    /// <summary>Measures and prints a line a figure.</summary>
    /// <param name="root">The big lab's folder, absolute.</param>
    /// <param name="names">Which ones; none means all.</param>
    /// <returns>The number of figures that miss their target.</returns>
    public static int Run(string root, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !Names.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentException($"'{unknown}' is none of {string.Join(", ", Names)}.", nameof(names));
        }

        var missed = 0;
        foreach (var name in names.Count > 0 ? names : Names)
        {
            missed += Print(Measure(name, root));
        }

        return missed;
    }

    /// <summary>Prints a line a figure, each as it is measured.</summary>
    /// <param name="figures">The figures.</param>
    /// <returns>The number of figures that miss their target.</returns>
    public static int Print(IEnumerable<Figure> figures)
    {
        var missed = 0;
        foreach (var figure in figures)
        {
            missed += figure.Value <= figure.Target ? 0 : 1;
            Console.WriteLine(FormattableString.Invariant($"{figure} [load {Load()}]"));
        }

        return missed;
    }

    private static IEnumerable<Figure> Measure(string name, string root) => name switch
    {
        "check" => new CheckFigures(root, Runs).Measure(),
        "calls" => new CallFigures(root).Measure(),
        "first-check" => new FirstCheckFigures(root, LongRuns).Measure(),
        "memory" => new MemoryFigures(root, LongRuns).Measure(),
        "import" => new ImportFigures(Runs).Measure(),
        _ => new ReadingFigures(LongRuns).Measure(),
    };

    // Figures of a machine that does something else at the same time say little.
    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
