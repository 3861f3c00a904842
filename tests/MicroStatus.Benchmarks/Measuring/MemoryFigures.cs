using System.Globalization;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>Peak memory (VmHWM) of a process that checks, above that of an idle engine.</summary>
/// <param name="root">The lab's folder.</param>
/// <param name="runs">How often each is measured.</param>
internal sealed class MemoryFigures(string root, int runs)
{
    private const double Most = 60;
    private const string TellPeak = "[IO.File]::ReadAllText('/proc/self/status')";

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var (idle, first, later) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < runs; i++)
        {
            using var lab = new MeasuredLab(root);
            idle.Add(Peak("1", lab));
            first.Add(Peak(lab.Check, lab));
            later.Add(Peak(lab.Check, lab));
        }

        yield return Of("memory-first", first, idle);
        yield return Of("memory-later", later, idle);
    }

    private static Figure Of(string name, List<double> check, List<double> idle) => new(
        name,
        Figure.Median(check) - Figure.Median(idle),
        "MB",
        Most,
        FormattableString.Invariant($"process {Figure.Median(check):0.0} MB, idle engine {Figure.Median(idle):0.0} MB"));

    private static double Peak(string script, MeasuredLab lab)
    {
        var status = Programs.RunScript($"{script}; {TellPeak}", lab.Environment).Output.Split('\n');
        var peak = status.Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return double.Parse(peak, CultureInfo.InvariantCulture) / 1024;
    }
}
