using MicroStatus.Datasets;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Checks;

public sealed class ImagingEpisodeTests : IDisposable
{
    private readonly CheckLab _lab = new();

    public void Dispose() => _lab.Dispose();

    private (ImagingStatus Status, bool Paused) State(string name) => (_lab.Row(name).ImagingStatus, _lab.Row(name).Paused);

    [Fact]
    public async Task A_stall_pauses_and_is_told_once_and_the_next_ribbon_resumes()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(19);
        await _lab.CheckAsync();
        Assert.Equal((ImagingStatus.InProgress, false), State("a_stack1"));

        for (var i = 0; i < 3; i++)
        {
            _lab.Advance(2);
            await _lab.CheckAsync();
            Assert.Equal((ImagingStatus.NeedsAttention, true), State("a_stack1"));
        }

        Assert.NotNull(_lab.Row("a_stack1").ImagingNoProgressTime);
        _lab.AddRibbon(path, 0, "488", 0);
        await _lab.CheckAsync();

        Assert.Equal((ImagingStatus.InProgress, false), State("a_stack1"));
        Assert.Null(_lab.Row("a_stack1").ImagingNoProgressTime);
        Assert.Equal([MessageKind.ImagingStarted, MessageKind.ImagingPaused, MessageKind.ImagingResumed], _lab.Messages("a_stack1"));
    }

    [Fact]
    public async Task A_second_stall_is_told_again()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        _lab.AddRibbon(path, 0, "488", 0);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();

        Assert.Equal([MessageKind.ImagingStarted, MessageKind.ImagingPaused, MessageKind.ImagingResumed, MessageKind.ImagingPaused], _lab.Messages("a_stack1"));
    }

    [Fact]
    public async Task Paused_that_a_person_set_is_not_cleared_by_a_resume()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Sql("UPDATE dataset SET paused = 1");
        _lab.Advance(25);
        await _lab.CheckAsync();
        _lab.AddRibbon(path, 0, "488", 0);
        await _lab.CheckAsync();

        Assert.Equal((ImagingStatus.InProgress, true), State("a_stack1"));
    }

    [Fact]
    public async Task Paused_that_a_person_sets_during_the_check_that_finds_the_stall_is_not_cleared_by_a_resume()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        _lab.Tree.Before = (_, at) =>
        {
            if (at == path)
            {
                _lab.Tree.Before = null;
                _lab.Sql("UPDATE dataset SET paused = 1");
            }
        };
        await _lab.CheckAsync();
        Assert.Equal((ImagingStatus.NeedsAttention, true), State("a_stack1"));

        _lab.AddRibbon(path, 0, "488", 0);
        await _lab.CheckAsync();
        Assert.Equal((ImagingStatus.InProgress, true), State("a_stack1"));
    }

    [Fact]
    public async Task Paused_that_a_person_cleared_stays_cleared_while_the_stall_goes_on()
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        _lab.Sql("UPDATE dataset SET paused = 0");
        _lab.Advance(5);
        await _lab.CheckAsync();

        Assert.Equal((ImagingStatus.NeedsAttention, false), State("a_stack1"));
    }

    [Fact]
    public async Task When_reasons_overlap_the_last_one_to_close_clears_paused()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", layers: 3, imaged: 1);
        await _lab.CheckAsync();
        _lab.Advance(25);
        await _lab.CheckAsync();
        _lab.AddRibbon(path, 1, "488", 0);
        var broken = _lab.AddRibbon(path, 1, "488", 1, []);
        _lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Equal([AttentionKind.BrokenFile], _lab.OpenKinds(path));
        Assert.Equal((ImagingStatus.NeedsAttention, true), State("a_stack1"));

        _lab.Write(broken, await File.ReadAllBytesAsync(Path.Join(Path.GetDirectoryName(broken), "ribbon_col000.tif"), CheckLab.Cancellation));
        _lab.Advance(1);
        await _lab.CheckAsync();

        Assert.Empty(_lab.OpenKinds(path));
        Assert.Equal((ImagingStatus.InProgress, false), State("a_stack1"));
    }

    [Fact]
    public async Task A_finished_dataset_reopens_when_a_second_colour_appears_and_its_total_rises()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 2);
        await _lab.SettleAsync();
        Assert.Equal((ImagingStatus.Finished, 4), (_lab.Row("a_stack1").ImagingStatus, _lab.Row("a_stack1").RibbonsTotal));

        _lab.AddRibbon(path, 1, "561", 0);
        await _lab.CheckAsync();
        var row = _lab.Row("a_stack1");
        Assert.Equal((ImagingStatus.InProgress, 8, 5, 2), (row.ImagingStatus, row.RibbonsTotal, row.RibbonsFinished, row.Channels));

        _lab.AddLayer(path, 1, "561", 2);
        _lab.AddLayer(path, 0, "561", 2);
        await _lab.SettleAsync();
        Assert.Equal(ImagingStatus.Finished, _lab.Row("a_stack1").ImagingStatus);
        Assert.Equal(
            [MessageKind.ImagingStarted, MessageKind.ImagingFinished, MessageKind.ImagingResumed, MessageKind.ImagingFinished],
            _lab.Messages("a_stack1"));
    }

    [Fact]
    public async Task A_broken_ribbon_keeps_a_full_set_from_finishing_and_mending_it_finishes()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 2);
        var broken = Path.Join(path, "scan_layer000", "488", "images", "ribbon_col001.tif");
        var good = await File.ReadAllBytesAsync(broken, CheckLab.Cancellation);
        _lab.Write(broken, good[..^50]);
        await _lab.SettleAsync();
        await _lab.SettleAsync();

        Assert.Equal((ImagingStatus.NeedsAttention, true), State("a_stack1"));
        Assert.Contains("ribbon_col001.tif", Assert.Single(_lab.OpenTexts(path)), StringComparison.Ordinal);
        Assert.Single(_lab.Messages("a_stack1"), MessageKind.BrokenTiff);

        _lab.Write(broken, good);
        await _lab.SettleAsync();

        Assert.Equal((ImagingStatus.Finished, false), State("a_stack1"));
    }

    [Fact]
    public async Task A_ribbon_written_while_the_check_runs_is_not_judged_by_it()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 1);
        var half = _lab.AddRibbon(path, 1, "488", 1, "II"u8.ToArray());
        File.SetLastWriteTimeUtc(half, _lab.Clock.GetUtcNow().UtcDateTime.AddSeconds(20));
        _lab.Advance(0.25);
        await _lab.CheckAsync();

        Assert.Empty(_lab.OpenKinds(path));

        _lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Equal([AttentionKind.BrokenFile], _lab.OpenKinds(path));
    }

    [Fact]
    public async Task Layer_folders_that_exist_before_the_first_image_prove_nothing()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1");
        for (var layer = 0; layer < 2; layer++)
        {
            _lab.Write(Path.Join(path, $"scan_layer{layer:D3}", "vs_slm_series.dat"), "<x/>");
        }

        await _lab.SettleAsync();

        Assert.Equal(ImagingStatus.InProgress, _lab.Row("a_stack1").ImagingStatus);
        Assert.Equal(0, _lab.Row("a_stack1").RibbonsFinished);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("paused")]
    [InlineData("banana")]
    [InlineData("")]
    public async Task A_status_that_is_none_is_read_as_needing_a_person_and_put_right_from_the_files(string status)
    {
        _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 2);
        await _lab.CheckAsync();
        _lab.Sql($"UPDATE dataset SET imaging_status = '{status}'");
        Assert.Equal(ImagingStatus.NeedsAttention, _lab.Row("a_stack1").ImagingStatus);

        var report = await _lab.SettleAsync();
        Assert.Equal("finished", _lab.Query("SELECT imaging_status FROM dataset")[0]);
        Assert.DoesNotContain(report.Problems, problem => problem.Cause is not null);
    }

    [Fact]
    public async Task Rows_full_of_dirt_are_shown_and_never_end_a_check()
    {
        var path = _lab.AddRscm("klimstra-w/5CL18/a_stack1", imaged: 2);
        await _lab.CheckAsync();
        _lab.Sql($"""
            UPDATE dataset SET ribbons_total = 'many', channels = 'two', created = 'yesterday', imaging_no_progress_time = 'never', z_layers_total = '2';
            INSERT INTO dataset (name, path_on_fast_store, modality) VALUES (NULL, NULL, NULL), ('', '', ''), ('a_stack1', '{path}', 'rscm'), (NULL, '/nowhere', 'rscm');
            INSERT INTO dataset (name, path_on_fast_store, pi, cl_number, paused) VALUES ('b', X'00FF', 77, 'x', 'maybe');
            """);
        var listener = new Listener();
        await _lab.CheckAsync(observer: listener);
        _lab.Advance(11);
        await _lab.CheckAsync(observer: listener);

        Assert.Empty(listener.Failures);
        Assert.Equal("finished|4|1", _lab.Query("SELECT imaging_status, ribbons_total, channels FROM dataset WHERE id = 1")[0]);
        Assert.Equal(6, _lab.Rows().Count);
        Assert.Equal("in_progress|NULL", _lab.Query("SELECT imaging_status, ribbons_total FROM dataset WHERE id = 4")[0]);
    }

    [Theory]
    [InlineData("klimstra-w/5CL18/a_demo_stack1", true)]
    [InlineData("test/5CL18/a_stack1", true)]
    [InlineData("klimstra-w/5CL18/contest_stack1", false)]
    public async Task A_demo_dataset_is_recorded_once_and_never_touched(string relativePath, bool isDemo)
    {
        var path = _lab.AddRscm(relativePath, imaged: 1);
        await _lab.CheckAsync();
        _lab.AddRibbon(path, 0, "488", 0);
        _lab.Advance(30);
        await _lab.CheckAsync();

        var row = Assert.Single(_lab.Rows());
        Assert.Equal((isDemo, isDemo), (row.Moved, row.ImagingStatus == ImagingStatus.Finished));
        Assert.Equal(!isDemo, File.Exists(Path.Join(path, ".microstatus.json")));
        Assert.Equal(isDemo ? [MessageKind.DemoIgnored] : [MessageKind.ImagingStarted], _lab.Messages());
    }
}
