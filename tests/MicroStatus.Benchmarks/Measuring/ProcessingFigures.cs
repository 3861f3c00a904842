using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Benchmarks.BigLab;
using MicroStatus.Checks;
using MicroStatus.Configuration;

namespace MicroStatus.Benchmarks.Measuring;

/// <summary>What checks cost in which datasets are imaged and processed, alone and beside many that are finished.</summary>
/// <param name="root">The folder in which a lab is made; empty or not there. The lab is left there.</param>
internal sealed class ProcessingFigures(string root)
{
    private const int Busy = 50;
    private const int Finished = 2000;
    private const int Runs = 5;
    private const double MostSeconds = 1;
    private const double MostStatements = 6;

    private static readonly string[] FinishedRows =
    [
        // Half of them have moved to Hive; the others wait on FastStore for somebody who paused them.
        $"""
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Finished / 2})
        INSERT INTO dataset (name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, created, modality, channels, z_layers_total, moved, path_on_hive)
        SELECT printf('moved%04d_stack1', i), @fast || printf('/Acquire/RSCM/scientist-z/5CL9/moved%04d_stack1', i), (SELECT MIN(id) FROM clnumber), (SELECT MIN(id) FROM pi),
            'finished', 'finished', '2026-09-14_14-39-05', 'rscm', 1, 4, 1, @hive || printf('/Acquire/RSCM/scientist-z/5CL9/moved%04d_stack1', i) FROM n
        """,
        """
        INSERT INTO dataset_move (dataset_id, name, source, destination, state, origin, proof, run_id, runs, tries, job_name, begun, ended)
        SELECT id, name, path_on_fast_store, path_on_hive, 'Moved', 'Check', 'Hashes', 'run' || id, 1, 1, 'move', '2026-01-01T00:00:00.0000000Z', @now FROM dataset WHERE moved = 1
        """,
        """
        INSERT INTO processing (dataset_id, since, last_progress, is_announced_on_hive) SELECT id, @now, @now, 1 FROM dataset WHERE moved = 1
        """,
    ];

    private readonly CountingBackend _backend = new();
    private StatusSettings _settings = new();

    private string StitchFolder => _settings.Rscm.Processing.Stitching.Folder;

    /// <summary>Makes the lab and measures.</summary>
    /// <returns>The figures.</returns>
    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var figures = new List<Figure>();
        MakeLab();
        await SettleAsync();
        var (alone, callsAlone, statementsAlone) = await MedianAsync();
        figures.Add(new Figure("check-100", alone, "s", MostSeconds, FormattableString.Invariant($"{Busy} imaged, {Busy} processed; {callsAlone} file calls, {statementsAlone} statements")));

        Pass("processing", "error");
        var before = _backend.Statements;
        await CheckAsync(CheckStep.Storage, CheckStep.Acquisition, CheckStep.Processing);
        var changed = _backend.Statements - before;
        before = _backend.Statements;
        await CheckAsync(CheckStep.Storage, CheckStep.Acquisition, CheckStep.Processing);
        var still = _backend.Statements - before;
        figures.Add(new Figure(
            "statements-changed", (double)(changed - still) / Busy, "a changed dataset", MostStatements, FormattableString.Invariant($"{changed} when {Busy} changed, {still} when none did")));

        await AddFinishedAsync();
        var (all, calls, statements) = await MedianAsync();
        figures.Add(new Figure("check-2100", all, "s", MostSeconds, FormattableString.Invariant($"with {Finished} finished; {calls} file calls, {statements} statements")));
        return figures;
    }

    // The datasets that are to be finished are imaged like the others.
    private void MakeLab()
    {
        var shape = BigLabShape.Parse(["--rscm", FormattableString.Invariant($"{(2 * Busy) + (Finished / 2)}"), "--layers", "4", "--colours", "1", "--ribbons", "2", "--imaged", "1", "--mesospim", "0"]);
        new BigLabWriter(root, shape).Write();
        var places = new DemoPlaces(root);
        _settings = _backend.SettingsFiles.Load(places.SettingsPath).Settings;
        foreach (var (dataset, i) in shape.RscmDatasets().Select((dataset, i) => (dataset, i)))
        {
            if (i < Busy)
            {
                Directory.Delete(Path.Join(places.DatasetFolder(dataset), dataset.LayerFolder(0)), recursive: true);
            }
            else if (i >= 2 * Busy)
            {
                // Out of sight until the lab is measured without them.
                Directory.CreateDirectory(Path.Join(root, "later"));
                Directory.Move(places.DatasetFolder(dataset), Path.Join(root, "later", dataset.Name));
                var home = Path.GetDirectoryName(places.DatasetFolder(dataset))!;
                if (!Directory.EnumerateFileSystemEntries(home).Any())
                {
                    Directory.Delete(home);
                }
            }
        }

        foreach (var folder in new[] { "queueStitch", "processing", "complete", "error" })
        {
            Directory.CreateDirectory(Path.Join(StitchFolder, folder));
        }
    }

    private async Task SettleAsync()
    {
        await CheckAsync();
        _backend.Ahead += TimeSpan.FromMinutes(15);
        for (var i = 0; i < 3; i++)
        {
            await CheckAsync();
            Pass("queueStitch", "processing");
        }
    }

    private async Task AddFinishedAsync()
    {
        foreach (var folder in Directory.GetDirectories(Path.Join(root, "later")))
        {
            var home = Directory.CreateDirectory(Path.Join(_settings.Storage.FastStore.AcquirePath, "RSCM", "scientist-y", "5CL8")).FullName;
            Directory.Move(folder, Path.Join(home, Path.GetFileName(folder)));
        }

        await CheckAsync(CheckStep.Storage, CheckStep.Acquisition);
        _backend.Ahead += TimeSpan.FromMinutes(15);
        await CheckAsync(CheckStep.Storage, CheckStep.Acquisition);
        Sql("UPDATE dataset SET processing_status = 'finished', paused = 1 WHERE path_on_fast_store LIKE '%/scientist-y/%'");
        foreach (var sql in FinishedRows)
        {
            Sql(sql);
        }

        await CheckAsync();
        await CheckAsync();
    }

    private async Task<(double Seconds, int Calls, int Statements)> MedianAsync()
    {
        var (seconds, calls, statements) = (new List<double>(), 0, 0);
        for (var i = 0; i < Runs; i++)
        {
            var (files, sql) = (_backend.FileCalls, _backend.Statements);
            var watch = Stopwatch.StartNew();
            await CheckAsync();
            seconds.Add(watch.Elapsed.TotalSeconds);
            (calls, statements) = (_backend.FileCalls - files, _backend.Statements - sql);
        }

        return (Figure.Median(seconds), calls, statements);
    }

    private Task CheckAsync(params IReadOnlyList<CheckStep> steps) =>
        new StatusCheck(_backend, _settings).RunAsync(new StatusCheckRequest { Host = "node1", Steps = steps }, new SilentObserver(), CancellationToken.None);

    private void Pass(string from, string to)
    {
        foreach (var file in Directory.GetFiles(Path.Join(StitchFolder, from)))
        {
            File.Move(file, Path.Join(StitchFolder, to, Path.GetFileName(file)));
        }
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _settings.Database.Path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@fast", _settings.Storage.FastStore.Root);
        command.Parameters.AddWithValue("@hive", _settings.Storage.Hive.Root);
        command.Parameters.AddWithValue("@now", TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }
}
