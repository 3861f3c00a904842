using System.Globalization;

namespace MicroStatus.Module.Tests.Faults;

/// <summary>Several processes at one database: checks beside checks, checks beside programs of others, checks that were held up.</summary>
public sealed class RivalTests
{
    [Fact]
    public async Task Of_eight_checks_at_once_one_works_and_seven_say_who_does()
    {
        using var lab = await FaultLab.MakeAsync();
        Multiply(lab, 150);
        var runs = new List<Shell.ShellRun>();
        try
        {
            for (var i = 0; i < 8; i++)
            {
                runs.Add(await lab.StartAsync("Invoke-StatusCheck | ForEach-Object { 'worked ' + $_.Registered }"));
            }

            var results = await Task.WhenAll(runs.Select(run => run.GoAsync()));

            var winner = Assert.Single(results, result => result.Output.Contains("worked ", StringComparison.Ordinal));
            var pid = runs[Array.IndexOf(results, winner)].ProcessId.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(0, winner.ExitCode);
            Assert.Empty(winner.Error);
            foreach (var loser in results.Where(result => result != winner))
            {
                Assert.Equal(1, loser.ExitCode);
                Assert.Contains($"process {pid} of user", loser.Error, StringComparison.Ordinal);
                Assert.DoesNotContain("SQLite", loser.Error, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("locked", loser.Error, StringComparison.OrdinalIgnoreCase);
            }

            Assert.Equal("ok", lab.Sql("PRAGMA integrity_check"));
            Assert.Equal("0", lab.Sql("SELECT COUNT(*) FROM (SELECT 1 FROM dataset GROUP BY path_on_fast_store HAVING COUNT(*) > 1)"));
        }
        finally
        {
            runs.ForEach(run => run.Dispose());
        }
    }

    [Fact]
    public async Task A_check_that_was_suspended_past_its_lease_does_nothing_more()
    {
        using var lab = await FaultLab.MakeAsync();
        Multiply(lab, 300);
        ShortenLease(Path.Join(lab.Folder, "microstatus.local.json"));
        using var run = await lab.StartAsync("Invoke-StatusCheck | Out-Null");
        var ended = run.GoAsync();
        await SuspendInTheMiddleAsync(lab, run);

        // The lease of five seconds passes.
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        await lab.RunAsync("Invoke-StatusCheck | Out-Null");
        var (database, acquisitions) = (lab.Sql(".dump"), FaultLab.Fingerprint(lab.Acquisitions));
        run.Signal("CONT");
        var result = await ended;

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("taken over", result.Error, StringComparison.Ordinal);
        Assert.Equal(database, lab.Sql(".dump"));
        Assert.Equal(acquisitions, FaultLab.Fingerprint(lab.Acquisitions));
    }

    [Fact]
    public async Task Beside_a_program_that_writes_in_a_loop_checks_and_cmdlets_neither_fail_nor_overwrite_what_it_wrote()
    {
        using var lab = await FaultLab.MakeAsync();
        await lab.RunAsync("Invoke-StatusCheck | Out-Null");
        lab.Fill(50);
        lab.Sql("UPDATE dataset SET job_number = 0, keep_composites = 0");
        using var stop = new CancellationTokenSource();
        var token = stop.Token;
        var writer = Task.Run(
            () =>
            {
                var rounds = 0;
                while (!token.IsCancellationRequested)
                {
                    rounds++;
                    var (exitCode, _, error) = lab.TrySql("UPDATE dataset SET job_number = job_number + 1, keep_composites = 1 - keep_composites");
                    Assert.True(exitCode == 0, error);
                }

                return rounds;
            },
            TestContext.Current.CancellationToken);
        try
        {
            await lab.RunAsync("""
                foreach ($round in 1..12) {
                    Step-DemoLab $env:MICROSTATUS_SETTINGS | Out-Null
                    Invoke-StatusCheck | Out-Null
                    Backup-DatasetDb -Force | Out-Null
                    Get-Dataset | Out-Null
                    Get-DatasetEvent -Kind external | Out-Null
                }
                """);
        }
        finally
        {
            await stop.CancelAsync();
        }

        var rounds = await writer;
        Assert.True(rounds > 12, "The other program hardly ran.");
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{rounds}|{rounds % 2}"),
            lab.Sql("SELECT DISTINCT job_number, keep_composites FROM dataset WHERE job_number = (SELECT MAX(job_number) FROM dataset)"));
        Assert.Equal("1", lab.Sql("SELECT COUNT(DISTINCT job_number) FROM dataset WHERE name LIKE 'old %'"));
        Assert.Equal("ok", lab.Sql("PRAGMA integrity_check"));
    }

    // A check of some seconds: copies of a dataset's folder, each with a name of its own.
    private static void Multiply(FaultLab lab, int copies)
    {
        var dataset = Directory
            .EnumerateFiles(Path.Join(lab.Acquisitions, "RSCM"), "vs_series.dat", SearchOption.AllDirectories)
            .Select(file => Path.GetDirectoryName(file)!)
            .First();
        for (var i = 0; i < copies; i++)
        {
            var copy = string.Create(CultureInfo.InvariantCulture, $"{Path.GetDirectoryName(dataset)}/n{i:D3}_stack1");
            foreach (var file in Directory.EnumerateFiles(dataset, "*", SearchOption.AllDirectories))
            {
                var to = Path.Join(copy, Path.GetRelativePath(dataset, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }
    }

    private static void ShortenLease(string file)
    {
        var settings = System.Text.Json.Nodes.JsonNode.Parse(
            File.ReadAllText(file), documentOptions: new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        settings["Check"] = new System.Text.Json.Nodes.JsonObject { ["LeaseDuration"] = "00:00:05" };
        File.WriteAllText(file, settings.ToJsonString());
    }

    // Stopped while it holds the lease, has rows to write still, and no lock of the file: with a lock, everybody would have to wait for it.
    private static async Task SuspendInTheMiddleAsync(FaultLab lab, Shell.ShellRun run)
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
            run.Signal("STOP");
            if (lab.TrySql("BEGIN EXCLUSIVE; SELECT released, (SELECT COUNT(*) FROM dataset) < 200 FROM run_lease; ROLLBACK;", milliseconds: 0) is (0, "0|1\n", _))
            {
                return;
            }

            run.Signal("CONT");
        }

        Assert.Fail("The check was never found in its middle.");
    }
}
