using System.Diagnostics;
using System.Globalization;

namespace MicroStatus.Module.Tests.Faults;

/// <summary>Processes that are killed at random moments of their work.</summary>
/// <remarks>The number of kills of each kind can be raised by the environment variable MICROSTATUS_KILLS.</remarks>
public sealed class KillTests
{
    // What processing has begun stays in the lab's folders when the database is put back: its kills are tried elsewhere.
    private const string Check = "Invoke-StatusCheck -Step Storage, Acquisition, Backup, Summary, Messages | Out-Null";

    private const int OldRows = 20_000;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("MICROSTATUS_KILLS") ?? "50", CultureInfo.InvariantCulture);

    [Fact]
    public async Task An_update_that_is_killed_keeps_every_row_and_succeeds_when_it_is_run_again()
    {
        using var lab = await FaultLab.MakeAsync();
        MakeForeign(lab);
        var template = lab.Database + ".template";
        File.Copy(lab.Database, template);
        var rows = lab.Rows();

        await KillAsync(lab, "Update-DatasetDb | Out-Null", () => lab.Put(template), () =>
        {
            lab.RequireSound();
            Assert.Equal(rows, lab.Rows());
        });

        await lab.RunAsync("Update-DatasetDb | Out-Null; Get-Dataset -Id 1 | Out-Null");
        Assert.Equal(rows, lab.Rows());
        RequireSoundBackups(lab);
    }

    [Fact]
    public async Task A_backup_that_is_killed_leaves_the_database_and_no_half_copy_under_its_name()
    {
        using var lab = await FaultLab.MakeAsync();
        lab.Fill(OldRows);
        var rows = lab.Rows();

        await KillAsync(lab, "Backup-DatasetDb -Force | Out-Null", prepare: null, () =>
        {
            lab.RequireSound();
            Assert.Equal(rows, lab.Rows());
            RequireSoundBackups(lab);
        });

        await lab.RunAsync("Backup-DatasetDb -Force | Out-Null");
        Assert.Equal(rows, lab.Rows(Assert.Single(Directory.GetFiles(lab.Backups, "*.db"))));
    }

    [Fact]
    public async Task A_restore_that_is_killed_leaves_the_old_rows_or_the_new_ones_whole()
    {
        using var lab = await FaultLab.MakeAsync();
        lab.Fill(OldRows / 2);
        await lab.RunAsync("Backup-DatasetDb | Out-Null");
        var backup = Assert.Single(Directory.GetFiles(lab.Backups, "*.db"));
        var restored = lab.Rows();
        lab.Fill(OldRows);
        var template = lab.Database + ".template";
        File.Copy(lab.Database, template);
        var present = lab.Rows();

        await KillAsync(
            lab,
            $"Restore-DatasetDb -Path '{backup}' -Confirm:$false | Out-Null",
            () =>
            {
                lab.Put(template);
                Array.ForEach(Directory.GetFiles(lab.Backups, "*-replaced-*"), File.Delete);
            },
            () =>
            {
                lab.RequireSound();
                var rows = lab.Rows();
                Assert.Contains(rows, (string[])[present, restored]);
                Assert.All(Directory.GetFiles(lab.Backups, "*-replaced-*.db"), kept => Assert.Equal(present, lab.Rows(kept)));
                Assert.True(rows == present || Directory.GetFiles(lab.Backups, "*-replaced-*.db").Length == 1, "What was replaced is not kept.");
                Assert.Equal(restored, lab.Rows(backup));
            });

        lab.Put(template);
        await lab.RunAsync($"Restore-DatasetDb -Path '{backup}' -Confirm:$false | Out-Null; Invoke-StatusCheck | Out-Null");
        Assert.Equal(restored, lab.Rows());
    }

    [Fact]
    public async Task A_check_that_is_killed_loses_no_row_and_announces_nothing_twice()
    {
        using var lab = await FaultLab.MakeAsync();
        lab.Fill(200);
        var template = lab.Database + ".template";
        File.Copy(lab.Database, template);
        var rows = lab.Rows();

        await KillAsync(lab, Check, () => lab.Put(template), () =>
        {
            lab.RequireSound();
            Assert.Equal(rows, lab.Rows());
            // A row, its history and its message are written together.
            Assert.Equal("0", lab.Sql("SELECT COUNT(*) FROM dataset WHERE name NOT LIKE 'old %' AND id NOT IN (SELECT dataset_id FROM dataset_event WHERE kind = 'registered')"));
            Assert.Equal(lab.Sql("SELECT COUNT(*) FROM outbox"), lab.Sql("SELECT COUNT(DISTINCT dedup_key) FROM outbox"));
        });

        await lab.RunAsync(Check);
        var (names, keys) = (Told(lab), lab.Sql("SELECT dedup_key FROM outbox WHERE dedup_key NOT LIKE '%/store%' ORDER BY 1"));
        lab.Put(template);
        await lab.RunAsync(Check);
        Assert.Equal(Told(lab), names);
        Assert.Equal(lab.Sql("SELECT COUNT(*) FROM outbox"), keys.Split('\n').Length.ToString(CultureInfo.InvariantCulture));
    }

    private static string Told(FaultLab lab) => lab.Sql("SELECT name, imaging_status, paused FROM dataset ORDER BY name, id");

    // As other programs made it: without the tables of MicroStatus, and without the last columns.
    private static void MakeForeign(FaultLab lab)
    {
        var own = lab.Sql("SELECT 'DROP ' || type || ' ' || name || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT IN ('pi', 'clnumber', 'dataset', 'warning') ORDER BY type");
        var columns = lab.Sql("SELECT 'ALTER TABLE dataset DROP COLUMN ' || name || ';' FROM pragma_table_info('dataset') WHERE cid > 34 ORDER BY cid DESC");
        lab.Sql(own + columns + "PRAGMA user_version = 0; DELETE FROM warning;");
        lab.Fill(OldRows);
    }

    private static void RequireSoundBackups(FaultLab lab)
    {
        foreach (var backup in Directory.GetFiles(lab.Backups, "*.db"))
        {
            lab.RequireSound(backup);
            Assert.Equal(lab.Rows(), lab.Rows(backup));
        }
    }

    private static async Task KillAsync(FaultLab lab, string commands, Action? prepare, Action verify)
    {
        prepare?.Invoke();
        var duration = await MeasureAsync(lab, commands);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            prepare?.Invoke();
            using var run = await lab.StartAsync(commands);
            var started = Stopwatch.GetTimestamp();
            var ended = run.GoAsync();
            await Task.WhenAny(ended, Task.Delay(duration * random.NextDouble(), TestContext.Current.CancellationToken));
            killed += ended.IsCompleted ? 0 : 1;
            if (ended.IsCompleted)
            {
                // The first run met a busier machine.
                duration = Stopwatch.GetElapsedTime(started);
            }

            run.Kill();
            await ended;
            try
            {
                verify();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"After kill {i} of the moments of seed {seed}: {e.Message}", e);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} of {Kills} were killed before their end, of {duration.TotalMilliseconds:0} ms.");
        Assert.True(killed > 0, "Every run ended before it was killed.");
    }

    private static async Task<TimeSpan> MeasureAsync(FaultLab lab, string commands)
    {
        using var run = await lab.StartAsync(commands);
        var started = Stopwatch.GetTimestamp();
        var result = await run.GoAsync();
        Assert.True(result.ExitCode == 0, result.Error);
        return Stopwatch.GetElapsedTime(started);
    }
}
