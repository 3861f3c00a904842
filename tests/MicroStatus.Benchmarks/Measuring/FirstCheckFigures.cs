using System.Globalization;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>The first check of a lab, which reads the head of every ribbon, beside a Python loop over the same files.</summary>
/// <param name="root">The lab's folder.</param>
/// <param name="runs">How often the check is measured.</param>
internal sealed class FirstCheckFigures(string root, int runs)
{
    private const double MostOfPython = 0.1;
    private const string Loop = """
        import sys, time, tifffile
        files = open(sys.argv[1]).read().split('\n')
        begin = time.perf_counter()
        for f in files:
            tifffile.TiffFile(f).pages[0]
        print(time.perf_counter() - begin)
        """;

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        FirstCheck(); // reads everything from the disk once, for both
        var checks = Enumerable.Range(0, runs).Select(_ => FirstCheck()).ToList();
        var (python, files) = Python();
        checks.AddRange(Enumerable.Range(0, runs).Select(_ => FirstCheck()));
        var check = Figure.Median(checks);
        yield return new Figure(
            "first-check",
            check / python,
            "of a Python loop",
            MostOfPython,
            FormattableString.Invariant($"whole process {check:0.00} s; tifffile {python:0.0} s, {python / files * 1e6:0} µs a file, {files} files"));
    }

    private double FirstCheck()
    {
        using var lab = new MeasuredLab(root);
        return lab.RunCheck().Wall.TotalSeconds;
    }

    private (double Seconds, int Files) Python()
    {
        using var lab = new MeasuredLab(root);
        var files = lab.CompleteRibbons();
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllText(list, string.Join('\n', files));

            // Debian's own, which has Debian's tifffile.
            var output = Programs.Run("/usr/bin/python3", ["-c", Loop, list], lab.Environment).Output;
            return (double.Parse(output, CultureInfo.InvariantCulture), files.Count);
        }
        finally
        {
            File.Delete(list);
        }
    }
}
