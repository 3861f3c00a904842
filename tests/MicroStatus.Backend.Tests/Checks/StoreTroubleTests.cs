using MicroStatus.Checks;
using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class StoreTroubleTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("Acquire")]
    [InlineData("")]
    public async Task A_store_that_is_away_suspends_every_decision_and_is_announced_once(string part)
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        await _lab.CheckAsync();
        var before = _lab.SharedTables();
        var away = Path.Join(_lab.Fast, part).TrimEnd('/');
        Directory.Move(away, Path.Join(_lab.Root, "away"));
        for (var i = 0; i < 3; i++)
        {
            _lab.Advance(30);
            var report = await _lab.CheckAsync();

            Assert.Equal(CheckStep.Storage, Assert.Single(report.Problems).Step);
            Assert.Empty(report.Changes);
        }

        Assert.Equal(before, _lab.SharedTables());
        Assert.Single(_lab.Messages(), MessageKind.StoreAbsent);

        Directory.Move(Path.Join(_lab.Root, "away"), away);
        _lab.AddRibbon(path, 0, "488", 0);
        Assert.Empty((await _lab.CheckAsync()).Problems);
        Assert.Equal(ImagingStatus.InProgress, _lab.Row("8257_stack1").ImagingStatus);
    }

    [Fact]
    public async Task A_store_that_goes_away_in_the_middle_of_a_check_takes_no_dataset_with_it()
    {
        _lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 1);
        await _lab.CheckAsync();
        var before = _lab.SharedTables();
        _lab.Tree.Before = (_, path) =>
        {
            if (path == _lab.Rscm && Directory.Exists(path))
            {
                Directory.Move(Path.Join(_lab.Fast, "Acquire"), Path.Join(_lab.Root, "away"));
            }
        };
        var report = await _lab.CheckAsync();

        Assert.Empty(report.Changes);
        Assert.Equal(before, _lab.SharedTables());
        Assert.Empty(_lab.OpenKinds(Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "8257_stack1")));
    }

    [Theory]
    [InlineData("find")]
    [InlineData("list")]
    [InlineData("read")]
    public async Task A_dataset_that_vanishes_during_the_check_is_missed_by_the_next_one_and_stops_no_other(string call)
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/gone_stack1", imaged: 1);
        _lab.AddRscm("klimstra-w/5CL18/there_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(1);
        _lab.AddRibbon(path, 0, "488", 0);
        _lab.Write(Path.Join(path, "vs_series.dat"), CheckLab.VsSeries("3", "2"));
        _lab.AddRibbon(Path.Join(_lab.Rscm, "klimstra-w", "5CL18", "there_stack1"), 0, "488", 0);
        var gone = new Lock();
        _lab.Tree.Before = (kind, at) =>
        {
            lock (gone)
            {
                if (kind == call && at.StartsWith(path, StringComparison.Ordinal) && Directory.Exists(path))
                {
                    Directory.Delete(path, recursive: true);
                }
            }
        };
        var listener = new Listener();
        await _lab.CheckAsync(observer: listener);

        Assert.Empty(listener.Failures);
        Assert.Equal(3, _lab.Row("there_stack1").RibbonsFinished);

        var report = await _lab.CheckAsync();
        Assert.Contains("is gone", Assert.Single(report.Problems).Text, StringComparison.Ordinal);
        Assert.Equal([AttentionKind.Vanished], _lab.OpenKinds(path));
        Assert.Single(_lab.Messages("gone_stack1"), MessageKind.NeedsAttention);
        Assert.Equal((ImagingStatus.NeedsAttention, true), (_lab.Row("gone_stack1").ImagingStatus, _lab.Row("gone_stack1").Paused));
    }

    [Fact]
    public async Task A_vanished_dataset_that_is_back_goes_on_by_itself()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/gone_stack1", imaged: 1);
        await _lab.CheckAsync();
        Directory.Move(path, Path.Join(_lab.Root, "away"));
        await _lab.CheckAsync();
        await _lab.CheckAsync();
        Directory.Move(Path.Join(_lab.Root, "away"), path);
        _lab.AddRibbon(path, 0, "488", 0);
        await _lab.CheckAsync();

        Assert.Equal((ImagingStatus.InProgress, false), (_lab.Row("gone_stack1").ImagingStatus, _lab.Row("gone_stack1").Paused));
        Assert.Equal([MessageKind.ImagingStarted, MessageKind.NeedsAttention, MessageKind.ImagingResumed], _lab.Messages("gone_stack1"));
    }

    [Theory]
    [InlineData("klimstra-w/5CL18/closed_stack1")]
    [InlineData("klimstra-w/5CL18")]
    [InlineData("klimstra-w")]
    public async Task A_folder_without_permission_is_named_and_nothing_is_decided_about_what_is_in_it(string closed)
    {
        _lab.AddRscm("klimstra-w/5CL18/closed_stack1", imaged: 1);
        _lab.AddRscm("dutta/5CL19/open_stack1", imaged: 1);
        await _lab.CheckAsync();
        var before = _lab.Query("SELECT * FROM dataset WHERE name = 'closed_stack1'");
        _lab.AddRibbon(Path.Join(_lab.Rscm, "dutta", "5CL19", "open_stack1"), 0, "488", 0);
        _lab.Tree.Deny(Path.Join(_lab.Rscm, closed));
        _lab.Advance(25);
        var report = await _lab.CheckAsync();

        Assert.NotEmpty(report.Problems);
        Assert.All(report.Problems, problem => Assert.Contains("ermission denied", problem.Text, StringComparison.Ordinal));
        Assert.Equal(before, _lab.Query("SELECT * FROM dataset WHERE name = 'closed_stack1'"));
        Assert.Equal(3, _lab.Row("open_stack1").RibbonsFinished);
    }

    [Fact]
    public async Task A_quarantined_dataset_is_tried_again_after_a_day_since_a_mended_permission_changes_no_time()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/closed_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Tree.Deny(path);
        for (var i = 0; i < 4; i++)
        {
            await _lab.CheckAsync();
        }

        _lab.Tree.Before = null;
        Assert.Contains("is quarantined", Assert.Single((await _lab.CheckAsync()).Problems).Text, StringComparison.Ordinal);

        _lab.Advance(24 * 60);
        Assert.Empty((await _lab.CheckAsync()).Problems);
        Assert.Single(_lab.Messages(), MessageKind.Quarantined);
    }

    [Fact]
    public async Task A_dataset_that_fails_three_times_is_left_alone_told_once_and_tried_again_when_its_folder_changes()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/bad_stack1", imaged: 1);
        _lab.AddRscm("klimstra-w/5CL18/good_stack1", imaged: 1);
        var looks = 0;
        void Break(string call, string at)
        {
            if (at.StartsWith(path + "/scan", StringComparison.Ordinal))
            {
                _ = Interlocked.Increment(ref looks);
                throw new IOException("Input/output error.");
            }
        }

        _lab.Tree.Before = Break;
        for (var i = 0; i < 6; i++)
        {
            await _lab.CheckAsync();
            _lab.Advance(1);
        }

        Assert.Equal(3, looks);
        Assert.Equal("good_stack1", Assert.Single(_lab.Rows()).Name);
        Assert.Single(_lab.Messages(), MessageKind.Quarantined);
        Assert.Contains("is quarantined", Assert.Single((await _lab.CheckAsync()).Problems).Text, StringComparison.Ordinal);

        _lab.Write(Path.Join(path, "note.txt"), "x");
        await _lab.CheckAsync();
        Assert.Equal(4, looks);
        Assert.Single(_lab.Messages(), MessageKind.Quarantined);

        _lab.Advance(1);
        _lab.Tree.Before = null;
        _lab.Write(Path.Join(path, "note2.txt"), "x");
        Assert.Empty((await _lab.CheckAsync()).Problems);
        Assert.Equal(2, _lab.Rows().Count);
        Assert.Empty(_lab.Query("SELECT * FROM quarantine"));
    }
}
