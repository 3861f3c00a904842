namespace MicroStatus.Benchmarks.Measuring;

/// <summary>What importing the module adds to a fresh engine.</summary>
/// <param name="runs">How often each is measured.</param>
internal sealed class ImportFigures(int runs)
{
    private const double Most = 150;

    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var empty = Directory.CreateTempSubdirectory("microstatus-no-module-");
        try
        {
            // The shell imports a manifest at its start: once one without anything in it, once the module's.
            File.WriteAllText(Path.Join(empty.FullName, "MicroStatus.psd1"), "@{ ModuleVersion = '0.0.1' }");
            var alone = new Dictionary<string, string>(StringComparer.Ordinal) { ["MICROSTATUS_MODULE"] = empty.FullName };
            yield return Of("import", () => Programs.RunScript("1", alone), () => Programs.RunScript("1", NoVariables));
        }
        finally
        {
            empty.Delete(recursive: true);
        }

        if (Programs.IsOnPath("pwsh"))
        {
            yield return Of(
                "import-pwsh",
                () => Programs.Run("pwsh", ["-NoProfile", "-Command", "1"], NoVariables),
                () => Programs.Run("pwsh", ["-NoProfile", "-Command", $"Import-Module '{Programs.Module}'; 1"], NoVariables));
        }
    }

    private Figure Of(string name, Func<ProgramRun> without, Func<ProgramRun> with)
    {
        var (alone, imported) = (new List<double>(), new List<double>());
        for (var i = 0; i < runs; i++)
        {
            alone.Add(without().Wall.TotalMilliseconds);
            imported.Add(with().Wall.TotalMilliseconds);
        }

        return new Figure(
            name,
            Figure.Median(imported) - Figure.Median(alone),
            "ms",
            Most,
            FormattableString.Invariant($"with the module {Figure.Median(imported):0} ms, without {Figure.Median(alone):0} ms"));
    }
}
