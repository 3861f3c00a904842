using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class RightToActTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_if_leaves_every_byte_and_time_and_shows_what_the_next_check_does()
    {
        Observed();
        await _lab.CheckAsync();
        var path = _lab.AddRscm("dutta/5CL19/new_stack1", imaged: 2);
        _lab.AddRscm("dutta/5CL19/a_demo_stack1", imaged: 1);
        _lab.Rename(Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "stalled_stack1"), Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "renamed_stack1"));
        _lab.Advance(25);
        var before = _lab.Everything();
        var planned = await _lab.CheckAsync(whatIf: true);
        Assert.Equal(before, _lab.Everything());

        var done = await _lab.CheckAsync();

        Assert.True(planned.IsWhatIf);
        Assert.Equal(Told(done), Told(planned));
        Assert.True(File.Exists(Path.Join(path, ".microstatus.json")));
    }

    [Fact]
    public async Task Observing_decides_everything_and_writes_tables_of_our_own_alone()
    {
        Observed();
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, modality) VALUES ('done_stack1', '{Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "done_stack1")}', 'rscm')");
        var (shared, disk) = (_lab.SharedTables(), Disk());
        for (var i = 0; i < 3; i++)
        {
            var report = await _lab.CheckAsync();
            Assert.NotEmpty(report.Changes);
            Assert.DoesNotContain(report.Problems, problem => problem.Cause is not null);
            _lab.Advance(25);
        }

        Assert.Equal(shared, _lab.SharedTables());
        Assert.Equal(disk, Disk());
        Assert.Empty(_lab.Messages());
    }

    [Fact]
    public async Task The_first_active_check_announces_nothing_of_before_and_the_next_ones_announce_what_happens_then()
    {
        Observed();
        var path = Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "done_stack1");
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Observe } };
        _lab.Sql("UPDATE monitor_note SET value = 'Observe' WHERE name = 'monitor.mode'");
        _lab.Sql($"INSERT INTO dataset (name, path_on_fast_store, modality, ribbons_finished) VALUES ('done_stack1', '{path}', 'rscm', 1)");
        _lab.SeenLongAgo();
        await _lab.CheckAsync();
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = null } };
        using (var database = _lab.Open())
        {
            Assert.Equal(CheckMode.Observe, database.ReadMonitorState().Mode);
        }

        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { Mode = CheckMode.Active } };
        _lab.Advance(5);
        await _lab.CheckAsync();
        Assert.Empty(_lab.Messages());

        _lab.Advance(16);
        await _lab.CheckAsync();
        Assert.Equal([MessageKind.ImagingFinished], _lab.Messages("done_stack1"));
        Assert.Equal([MessageKind.ImagingPaused], _lab.Messages("stalled_stack1"));
    }

    [Fact]
    public async Task A_second_check_right_after_another_changes_nothing()
    {
        Observed();
        await _lab.SettleAsync();
        var (shared, disk) = (_lab.SharedTables(), Disk());
        var report = await _lab.CheckAsync();

        Assert.Empty(report.Changes);
        Assert.Empty(report.Problems);
        Assert.Equal(shared, _lab.SharedTables());
        Assert.Equal(disk, Disk());
    }

    [Fact]
    public async Task A_check_beside_another_says_so_and_does_nothing()
    {
        Observed();
        using var database = _lab.Open(DatabaseAccess.ReadWrite);
        await using var lease = database.AcquireLease(CheckLab.Cancellation);
        var (shared, disk) = (_lab.SharedTables(), Disk());
        var refusal = await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync());

        Assert.Equal("LeaseHeld", refusal.ErrorId);
        Assert.Equal(shared, _lab.SharedTables());
        Assert.Equal(disk, Disk());
    }

    [Fact]
    public async Task A_check_that_was_replaced_in_the_middle_stops_and_writes_nothing_more()
    {
        Observed();
        var disk = Disk();
        var isReplaced = 0;
        _lab.Tree.Before = (call, path) =>
        {
            if (call == "list" && path.EndsWith("_stack1", StringComparison.Ordinal) && Interlocked.Exchange(ref isReplaced, 1) == 0)
            {
                _lab.Sql("UPDATE run_lease SET fence = fence + 1, host = 'other'");
            }
        };
        var lost = await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync());

        Assert.Equal("LeaseLost", lost.ErrorId);
        Assert.Equal(disk, Disk());
        Assert.Empty(_lab.Rows());
        Assert.Equal("other|0", _lab.Query("SELECT host, released FROM run_lease")[0]);
    }

    [Fact]
    public async Task A_check_that_was_replaced_between_two_acts_on_the_store_writes_no_second_marker()
    {
        for (var i = 0; i < 3; i++)
        {
            _lab.AddRscm($"klimstra-w/5CL18/n{i}_stack1", imaged: 1);
        }

        _lab.Backend.FileActs = new HookedActs(() => _lab.Sql("UPDATE run_lease SET fence = fence + 1, host = 'other'"));
        var lost = await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync());

        Assert.Equal("LeaseLost", lost.ErrorId);
        Assert.Single(Directory.EnumerateFiles(_lab.Rscm, ".microstatus.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
        Assert.Equal(3, _lab.Rows().Count);
    }

    [Fact]
    public async Task Checks_of_another_node_are_refused_until_it_is_configured()
    {
        Observed();
        await _lab.CheckAsync(host: "node1");
        var refusal = await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync(host: "node2"));
        Assert.Equal("CheckHostOther", refusal.ErrorId);

        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { CheckHost = "node2" } };
        await _lab.CheckAsync(host: "node2");
        _lab.Settings = _lab.Settings with { Lab = _lab.Settings.Lab with { CheckHost = null } };
        Assert.Equal("CheckHostOther", (await Assert.ThrowsAsync<StatusException>(() => _lab.CheckAsync(host: "node1"))).ErrorId);
    }

    [Theory]
    [InlineData("paused = 1", "paused", "1")]
    [InlineData("imaging_status = 'finished'", "imaging_status", "finished")]
    public async Task What_a_person_changes_during_the_check_stands(string change, string column, string value)
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        _lab.AddRibbon(path, 0, "488", 0);
        if (column == "paused")
        {
            _lab.Sql("UPDATE dataset SET paused = 0");
            _lab.Advance(1);
        }

        var isChanged = 0;
        _lab.Tree.Before = (_, at) =>
        {
            if (at.StartsWith(path + "/", StringComparison.Ordinal) && Interlocked.Exchange(ref isChanged, 1) == 0)
            {
                _lab.Sql("UPDATE dataset SET " + change);
            }
        };
        await _lab.CheckAsync();

        Assert.Equal(1, isChanged);
        Assert.Equal(value, _lab.Query($"SELECT {column} FROM dataset")[0]);
    }

    [Fact]
    public async Task A_check_that_is_stopped_keeps_what_it_had_decided()
    {
        for (var i = 0; i < 40; i++)
        {
            _lab.AddRscm($"klimstra-w/5CL18/n{i:D2}_stack1", imaged: 1);
        }

        using var stop = new CancellationTokenSource();
        var done = 0;
        var listener = new Listener
        {
            OnProgress = _ =>
            {
                if (++done == 16)
                {
                    stop.Cancel();
                }
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.CheckAsync(observer: listener, cancellation: stop.Token));

        Assert.Equal(16, _lab.Rows().Count);
        Assert.Equal("1", _lab.Query("SELECT released FROM run_lease")[0]);
        await _lab.CheckAsync();
        Assert.Equal(40, _lab.Rows().Count);
        Assert.Equal(40, _lab.Messages().Count(kind => kind == MessageKind.ImagingStarted));
    }

    private void Observed()
    {
        _lab.AddRscm("klimstra-w/5CL18/done_stack1", imaged: 2);
        _lab.AddRscm("klimstra-w/5CL18/stalled_stack1", imaged: 1);
        _lab.AddTile(Path.Join(_lab.MesoSpim, "cebra", "CL12", "lung"), 0, stopped: false);
    }

    private string Disk() => string.Join('\n', _lab.Everything().Split('\n').Where(line => line.StartsWith(_lab.Fast, StringComparison.Ordinal)));

    private static List<string> Told(StatusCheckReport report) =>
        [.. report.Changes.Select(change => $"{change.Name} {change.What} {change.From} {change.To} {change.Why}").Order(StringComparer.Ordinal)];
}
