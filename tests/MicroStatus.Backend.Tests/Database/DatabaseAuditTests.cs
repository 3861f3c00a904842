using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Database.Examination;

namespace MicroStatus.Backend.Tests.Database;

public sealed class DatabaseAuditTests : IDisposable
{
    private readonly CheckLab _lab = new();
    private readonly List<string> _suspended = [];
    private readonly List<string> _failed = [];

    public DatabaseAuditTests()
    {
        _lab.Backend.Jobs = null; // the real executor, with a command of the test's own
        _lab.Settings = _lab.Settings with
        {
            Moves = new MoveSettings { Folder = Path.Join(_lab.Root, "moves") },
            Cluster = new ClusterSettings { Queue = [Path.Join(_lab.Root, "squeue")] },
        };
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_lab_in_order_gives_nothing_and_nothing_is_changed()
    {
        _lab.AddRscm("klimstra-w/5CL18/full_stack1", imaged: 2);
        _lab.AddRscm("demo_stack2", imaged: 1);
        await _lab.SettleAsync();
        var before = _lab.Everything();

        Assert.Equal([], await TellAsync());
        Assert.Equal(before, _lab.Everything());
    }

    [Fact]
    public async Task Every_kind_of_damage_is_found_and_what_is_safe_is_repaired()
    {
        var paths = Enumerable.Range(1, 9).Select(i => _lab.AddRscm($"a/5CL18/x_stack{i}", imaged: 2)).ToList();
        await _lab.SettleAsync();
        var hive = paths[1].Replace(_lab.Fast, Path.Join(_lab.Root, "hive"), StringComparison.Ordinal);
        _lab.Rename(paths[1], hive);
        _lab.Delete(paths[3]);
        foreach (var entry in Directory.GetFileSystemEntries(paths[4]))
        {
            _lab.Delete(entry);
        }

        _lab.Sql(
            $"""
            UPDATE dataset SET imaging_status = '0', processing_status = 'paused' WHERE name = 'x_stack1';
            UPDATE dataset SET moved = 1 WHERE name = 'x_stack2';
            UPDATE dataset SET path_on_fast_store = '{paths[0]}' WHERE name = 'x_stack3';
            UPDATE dataset SET moving = 1 WHERE name = 'x_stack6';
            UPDATE dataset SET pi = 99 WHERE name = 'x_stack7';
            UPDATE dataset SET created = 'yesterday', path_on_fast_store = NULL WHERE name = 'x_stack8';
            UPDATE dataset SET processing_status = 'finnished' WHERE name = 'x_stack9';
            DELETE FROM warning;
            DROP INDEX microstatus_dataset_path;
            INSERT INTO quarantine (path, failures, reason, since) VALUES ('{_lab.Fast}/Acquire/RSCM/none', 3, 'Denied.', '2020-01-01T00:00:00.0000000Z');
            """);
        _lab.Delete(paths[7]);
        var before = _lab.Everything();

        var found = await TellAsync();

        Assert.Equal(
            [
                "Error Place x_stack4 by hand",
                "Error SummaryRow warning safe",
                "Information Memory none safe",
                "Information Memory x_stack8 safe",
                "Information Quarantine none by hand",
                "Warning Duplicate x_stack1 by hand",
                "Warning Files x_stack5 by hand",
                "Warning ForeignKey dataset.pi by hand",
                "Warning HivePath x_stack2 safe",
                "Warning Moving x_stack6 by hand",
                "Warning Path x_stack8 by hand",
                "Warning Schema microstatus_dataset_path safe",
                "Warning Status x_stack1 safe",
                "Warning Status x_stack1 safe",
                "Warning Status x_stack9 by hand",
                "Warning Value x_stack8 by hand",
            ],
            found.Where(text => !text.Contains("x_stack3", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(before, _lab.Everything());

        await RepairAsync();

        Assert.DoesNotContain(await TellAsync(), text => text.EndsWith(" safe", StringComparison.Ordinal));
        Assert.Equal([hive], _lab.Query("SELECT path_on_hive FROM dataset WHERE name = 'x_stack2'"));
        Assert.Equal(["needs_attention|needs_attention"], _lab.Query("SELECT imaging_status, processing_status FROM dataset WHERE name = 'x_stack1'"));
        Assert.Equal(["finnished"], _lab.Query("SELECT processing_status FROM dataset WHERE name = 'x_stack9'"));
        Assert.Equal(
            ["imaging_status|0|needs_attention", $"path_on_hive|NULL|{hive}", "processing_status|paused|needs_attention"],
            _lab.Query("SELECT field, old_value, new_value FROM dataset_event WHERE kind = 'repaired' ORDER BY field"));
        Assert.Single(Directory.GetFiles(_lab.Settings.Database.BackupFolder), file => Path.GetFileName(file).StartsWith("datasets-before-repair-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repair_leaves_what_someone_else_has_changed_meanwhile()
    {
        _lab.AddRscm("a/5CL18/x_stack1", imaged: 2);
        await _lab.SettleAsync();
        _lab.Sql("UPDATE dataset SET imaging_status = 'paused'");
        var found = Assert.Single(await RunAsync());
        _lab.Sql("UPDATE dataset SET imaging_status = 'finished'");
        using var repairs = new FindingRepairs(_lab.Backend.DatabaseFiles(_lab.Settings), _lab.Settings, _lab.Clock.GetUtcNow());

        Refusal.Of("RepairRefused", () => repairs.Repair(found, CheckLab.Cancellation));

        Assert.Equal(["finished"], _lab.Query("SELECT imaging_status FROM dataset"));
        Assert.Empty(_lab.Query("SELECT 1 FROM dataset_event WHERE kind = 'repaired'"));
    }

    [Fact]
    public async Task A_move_with_a_job_is_in_order_and_one_without_is_an_error()
    {
        _lab.AddRscm("a/5CL18/x_stack1", imaged: 2);
        _lab.AddRscm("a/5CL18/x_stack2", imaged: 2);
        await _lab.SettleAsync();
        _lab.Sql("UPDATE dataset SET moving = 1");
        var squeue = _lab.Settings.Cluster.Queue[0];
        FakeCommand.Squeue(squeue, new QueuedJob("1", $"move_{_lab.Row("x_stack1").Id:D5}"));

        Assert.Equal(["Error Moving x_stack2 by hand"], await TellAsync());
    }

    [Fact]
    public async Task Stores_that_are_absent_suspend_conclusions_and_skipped_files_are_not_looked_at()
    {
        _lab.AddRscm("a/5CL18/x_stack1", imaged: 2);
        await _lab.SettleAsync();
        _lab.Delete(Path.Join(_lab.Rscm, "a"));
        Directory.Move(Path.Join(_lab.Fast, "Acquire"), Path.Join(_lab.Fast, "away"));

        Assert.Equal([], await TellAsync());
        Assert.StartsWith("FastStore is absent", Assert.Single(_suspended), StringComparison.Ordinal);

        var calls = _lab.Tree.Calls;
        Assert.Equal([], await TellAsync(skipFiles: true));
        Assert.Equal(0, _lab.Tree.Calls - calls);
    }

    [Fact]
    public async Task A_dataset_that_cannot_be_looked_at_is_reported_and_the_others_are_examined()
    {
        var denied = _lab.AddRscm("a/denied_stack1", imaged: 2);
        var gone = _lab.AddRscm("a/gone_stack2", imaged: 2);
        await _lab.SettleAsync();
        _lab.Delete(gone);
        _lab.Tree.Before = (_, path) =>
        {
            if (path == denied)
            {
                throw new UnauthorizedAccessException("Permission denied.");
            }
        };

        Assert.Equal(["Error Place gone_stack2 by hand"], await TellAsync());
        Assert.Equal(["denied_stack1"], _failed);
    }

    private async Task<List<ExaminedFinding>> RunAsync(bool skipFiles = false)
    {
        var audit = new DatabaseAudit(_lab.Backend, _lab.Settings, skipFiles) { Suspended = _suspended.Add, Failed = (row, _) => _failed.Add(row.Name) };
        var found = new List<ExaminedFinding>();
        await foreach (var finding in audit.RunAsync(CheckLab.Cancellation))
        {
            found.Add(finding);
        }

        return found;
    }

    private async Task<List<string>> TellAsync(bool skipFiles = false) =>
        (await RunAsync(skipFiles)).ConvertAll(found =>
            $"{found.Finding.Severity} {found.Finding.Check} {Path.GetFileName(found.Finding.Subject)} {(found.Finding.IsSafe ? "safe" : "by hand")}");

    private async Task RepairAsync()
    {
        using var repairs = new FindingRepairs(_lab.Backend.DatabaseFiles(_lab.Settings), _lab.Settings, _lab.Clock.GetUtcNow());
        foreach (var found in (await RunAsync()).Where(found => found.Finding.IsSafe))
        {
            Assert.True(repairs.Repair(found, CheckLab.Cancellation).Repaired);
        }
    }
}
