using System.Text.RegularExpressions;
using MicroStatus.Benchmarks.BigLab;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>How many directory and stat calls a check costs a dataset: what is dear on a parallel file system.</summary>
/// <param name="root">The lab's folder.</param>
internal sealed partial class CallFigures(string root)
{
    private const double Most = 60;
    private const string Calls = "openat,getdents64,stat,lstat,fstat,newfstatat,statx";

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        if (!Programs.IsOnPath("strace"))
        {
            throw new InvalidOperationException("strace is not on PATH; on Debian: apt-get install strace.");
        }

        var empty = MeasuredLab.MakeEmpty();
        try
        {
            using var none = new MeasuredLab(empty).Settle();
            using var all = new MeasuredLab(root).Settle();
            var without = Count(none);
            yield return Of("calls", "nothing changed", Count(all), without, all.Datasets);
            NextRibbons.Write(root);
            yield return Of("calls-ribbons", "one new ribbon a dataset", Count(all), without, all.Datasets);
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }

    private static Figure Of(string name, string what, int calls, int without, int datasets) => new(
        name,
        (double)(calls - without) / datasets,
        "a dataset",
        Most,
        FormattableString.Invariant($"{what}; {calls} calls, {without} in a lab without datasets"));

    private static int Count(MeasuredLab lab)
    {
        var trace = Path.GetTempFileName();
        try
        {
            Programs.Run(
                "strace",
                ["-f", "-qq", "--seccomp-bpf", "-e", $"trace={Calls}", "-e", "signal=none", "-o", trace, Programs.Shell, "-Command", lab.Check],
                lab.Environment);
            return File.ReadLines(trace).Count(line => CountedCall().IsMatch(line) && (!line.Contains("openat(", StringComparison.Ordinal) || line.Contains("O_DIRECTORY", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(trace);
        }
    }

    // A call that another thread's interrupts begins on one line and is resumed on a second, which begins with '<'.
    [GeneratedRegex(@"^\d+\s+\w+\(", RegexOptions.NonBacktracking)]
    private static partial Regex CountedCall();
}
