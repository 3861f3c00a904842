using MicroStatus.Benchmarks.BigLab;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>How long checks take in which nothing, or little, has changed.</summary>
/// <param name="root">The lab's folder.</param>
/// <param name="runs">How often each is measured.</param>
internal sealed class CheckFigures(string root, int runs)
{
    private const double MostSecond = 0.1;
    private const double MostFresh = 0.6;

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        using var lab = new MeasuredLab(root).Settle();
        yield return new Figure("check-second", Figure.Median(Repeat(() => SecondOfProcess(lab))), "s", MostSecond, "nothing changed, second check of a process");
        yield return Fresh(lab, "check-fresh", "nothing changed", () => { });
        yield return Fresh(lab, "check-fresh-ribbons", "one new ribbon a dataset", () => NextRibbons.Write(root));
    }

    private Figure Fresh(MeasuredLab lab, string name, string what, Action prepare)
    {
        var (idle, check) = (new List<double>(), new List<double>());
        for (var i = 0; i < runs; i++)
        {
            idle.Add(Programs.RunScript("1", lab.Environment).Wall.TotalSeconds);
            prepare();
            check.Add(lab.RunCheck().Wall.TotalSeconds);
        }

        return new Figure(
            name,
            Figure.Median(check) - Figure.Median(idle),
            "s",
            MostFresh,
            FormattableString.Invariant($"{what}; process {Figure.Median(check):0.000} s, idle engine {Figure.Median(idle):0.000} s"));
    }

    private static double SecondOfProcess(MeasuredLab lab)
    {
        var script = $"1..2 | ForEach-Object {{ $w = [Diagnostics.Stopwatch]::StartNew(); $null = {lab.Check}; $w.Elapsed.TotalSeconds }}";
        return MeasuredLab.Numbers(Programs.RunScript(script, lab.Environment).Output)[1];
    }

    private IEnumerable<double> Repeat(Func<double> measure) => Enumerable.Range(0, runs).Select(_ => measure());
}
