using Microsoft.Data.Sqlite;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>Get-Dataset on a large database.</summary>
/// <param name="runs">How often it is measured.</param>
internal sealed class ReadingFigures(int runs)
{
    private const int Rows = 100_000;
    private const double MostFirst = 50;
    private const double MostAll = 2000;

    private const string Fill = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @rows)
        INSERT INTO dataset (name, path_on_fast_store, cl_number, pi, imaging_status, channels, z_layers_total, z_layers_current, ribbons_total,
            ribbons_finished, resolution_xy, resolution_z, created, modality, imaging_summary, instrument_id, imaging_start)
        SELECT printf('brain%06d_stack1', i), printf('/CBI_FastStore/Acquire/RSCM/scientist-a/5CL1/brain%06d_stack1', i), 1, 1,
            CASE i % 3 WHEN 0 THEN 'in_progress' ELSE 'finished' END, 3, 400, 200, 24000, 12000, '0.65', '2.5', '2026-09-14_14-39-05', 'rscm',
            '{"colours":["405","488","561"],"ribbonsPerLayer":20,"layersComplete":200,"brokenFiles":0,"differences":[]}', 'VS4510ML', '2026-09-14_14-39-12'
        FROM n
        """;

    /// <summary>Measures.</summary>
    /// <returns>The figures.</returns>
    public IEnumerable<Figure> Measure()
    {
        var empty = MeasuredLab.MakeEmpty();
        try
        {
            using var lab = new MeasuredLab(empty);
            FillDatabase(lab.Environment["MICROSTATUS__Database__Path"]);
            var read = $"Get-Dataset -SettingsPath '{empty}'";
            var script = $"1..2 | ForEach-Object {{ $w = [Diagnostics.Stopwatch]::StartNew(); $n = 0; $first = $null; "
                + $"{read} | ForEach-Object {{ if ($n++ -eq 0) {{ $first = $w.Elapsed.TotalMilliseconds }} }}; $first; $w.Elapsed.TotalMilliseconds; $n }}";
            var measured = Enumerable.Range(0, runs).Select(_ => MeasuredLab.Numbers(Programs.RunScript(script, lab.Environment).Output)).ToList();
            if (measured.Exists(numbers => numbers[2] != Rows || numbers[5] != Rows))
            {
                throw new InvalidOperationException("Get-Dataset did not give every row.");
            }

            Figure Of(string name, int index, double most, string what) => new(name, Figure.Median(measured.Select(m => m[index])), "ms", most, what);
            yield return Of("read-first", 3, MostFirst, "first object of 100,000 rows");
            yield return Of("read-all", 4, MostAll, "all of 100,000 rows");
            yield return Of("read-first-fresh", 0, MostFirst, "first object, at the first use of Backend in a process");
            yield return Of("read-all-fresh", 1, MostAll, "all rows, at the first use of Backend in a process");
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }

    private static void FillDatabase(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        foreach (var sql in new[] { "INSERT INTO pi (id, name) VALUES (1, 'scientist-a')", "INSERT INTO clnumber (id, name, pi) VALUES (1, '5CL1', 1)", Fill })
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.Parameters.AddWithValue("@rows", Rows);
            command.ExecuteNonQuery();
        }
    }
}
