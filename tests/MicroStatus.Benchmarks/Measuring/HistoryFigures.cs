using System.Globalization;
using MicroStatus.Benchmarks.BigLab;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>Get-DatasetEvent, and Get-Dataset by name, on a database with a long history.</summary>
/// <param name="root">The folder of a lab of <see cref="BigHistory"/>.</param>
internal sealed class HistoryFigures(string root)
{
    private const int Runs = 7;
    private const double Most = 50;

    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>What is read. <c>{n}</c> stands for a dataset that was not asked for before, in six digits; <c>{u}</c> for one whose name is not ASCII.</summary>
    private static readonly (string Name, string Script, int Least)[] Queries =
    [
        ("history-id", "Get-DatasetEvent -Id {n}", BigHistory.EventsOfEach - 1),
        ("history-name", "Get-DatasetEvent brain{n}_stack1", BigHistory.EventsOfEach / 2 - 1),
        ("history-name-brackets", "Get-DatasetEvent 'scan `[{b}`] it''s_stack1'", BigHistory.EventsOfEach / 2 - 1),
        ("history-name-umlaut", "Get-DatasetEvent Müller_probe{u}", BigHistory.EventsOfEach / 2 - 1),
        ("history-names", "Get-DatasetEvent brain{n}_stack1, 'old brain{n}_stack1', Müller_probe{u}", BigHistory.EventsOfEach),
        ("history-piped", "$dataset | Get-DatasetEvent", BigHistory.EventsOfEach - 1),
        ("history-long", $"Get-DatasetEvent -Id {BigHistory.Long}", BigHistory.EventsOfLong / 2),
        ("history-prefix", "Get-DatasetEvent 'brain{p}*'", 5 * BigHistory.EventsOfEach),
        ("history-since", "Get-DatasetEvent -Since ([DateTimeOffset]::Now).AddHours(-3)", 50),
        ("history-kind-since", "Get-DatasetEvent -Kind attention -Since ([DateTimeOffset]::Now).AddDays(-1)", 50),
        ("history-last", "Get-DatasetEvent -Last 20", 20),
        ("history-last-kind", "Get-DatasetEvent -Last 20 -Kind renamed -Id {n}", 1),
        ("dataset-name", "Get-Dataset brain{n}_stack1", 1),
        ("dataset-name-umlaut", "Get-Dataset Müller_probe{u}", 1),
        ("dataset-prefix", "Get-Dataset 'brain{p}*'", 9),
    ];

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var runs = Enumerable.Range(0, Runs).Select(RunAll).ToList();
        foreach (var (i, query) in Queries.Index())
        {
            var (first, all) = (Figure.Median(runs.Select(run => run[3 * i])), Figure.Median(runs.Select(run => run[(3 * i) + 1])));
            var (slowest, count) = (runs.Max(run => run[(3 * i) + 1]), runs[0][(3 * i) + 2]);
            if (runs.Exists(run => run[(3 * i) + 2] < query.Least))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{query.Name} gave {runs.Min(run => run[(3 * i) + 2])} objects, {query.Least} at least should be there."));
            }

            yield return new Figure(query.Name, all, "ms", Most, FormattableString.Invariant($"complete: {count} objects; first after {first:0.0} ms, slowest run {slowest:0.0} ms"));
        }

        yield return Fresh("history-fresh-id", "Get-DatasetEvent -Id {n}");
        yield return Fresh("history-fresh-umlaut", "Get-DatasetEvent Müller_probe{u}");
    }

    // Each query once a process, after Backend was used once: its code is loaded, its statement and its pages are not.
    private IReadOnlyList<double> RunAll(int run)
    {
        var measured = Queries.Select((query, i) =>
        {
            var number = (run * 1000) + (20 * i) + 2002;
            var prepare = Fill("$dataset = Get-Dataset -Id {n}", number);
            return $"{prepare}; $w = [Diagnostics.Stopwatch]::StartNew(); $n = 0; $first = 0; "
                + $"{Fill(query.Script, number)} | ForEach-Object {{ if ($n++ -eq 0) {{ $first = $w.Elapsed.TotalMilliseconds }} }}; $w.Elapsed.TotalMilliseconds, $n | ForEach-Object {{ if ($first -ne $null) {{ $first; $first = $null }}; $_ }}";
        });
        var script = $"$env:MICROSTATUS_SETTINGS = '{root.Replace("'", "''", StringComparison.Ordinal)}'; $null = Get-DatasetEvent -Id 1 | ForEach-Object {{ $_ }}; {string.Join("; ", measured)}";
        return MeasuredLab.Numbers(Programs.RunScript(script, NoVariables).Output);
    }

    // A process that does nothing but that, beside one that does nothing.
    private Figure Fresh(string name, string query)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["MICROSTATUS_SETTINGS"] = root };
        var (idle, asked) = (new List<double>(), new List<double>());
        for (var i = 0; i < Runs; i++)
        {
            idle.Add(Programs.RunScript("1", variables).Wall.TotalMilliseconds);
            asked.Add(Programs.RunScript("$null = " + Fill(query, 50_002 + (1000 * i)), variables).Wall.TotalMilliseconds);
        }

        return new Figure(
            name,
            Figure.Median(asked) - Figure.Median(idle),
            "ms",
            10 * Most,
            FormattableString.Invariant($"whole process {Figure.Median(asked):0} ms, idle engine {Figure.Median(idle):0} ms"));
    }

    private static string Fill(string script, int number) => script
        .Replace("{n}", number.ToString("D6", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{p}", (number / 10).ToString("D5", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{b}", ((number / 100 * 100) + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{u}", (number / BigHistory.EachUmlaut * BigHistory.EachUmlaut).ToString("D6", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
