using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>lab.md §4, "On finish".</summary>
public sealed class MontageStepTests : IDisposable
{
    private readonly MontageLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_dataset_whose_imaging_has_finished_gets_its_montage_in_colour_by_the_same_check()
    {
        _lab.Add();
        var report = await _lab.FinishAsync();

        var request = Assert.Single(_lab.Montages.Requests);
        Assert.Equal((_lab.Folder, "KC34", 2, 2, true), (request.Folder, request.Name, request.Rows, request.Columns, request.Color));
        Assert.Equal(_lab.Lab.Row("KC34").Id, request.Id);
        Assert.Equal(["KC34_Ch488_Sh0_Rot0.png", "KC34_color.png"], Directory.EnumerateFiles(_lab.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(("1 made.", "Made 1"), (_lab.NoteOf(report), _lab.State()));
        Assert.Contains(report.Changes, change => change is { What: "montage" } && change.To == Path.Join(_lab.Folder, "KC34_color.png"));
    }

    [Fact]
    public async Task What_it_shows_is_said_with_the_picture_after_the_end_of_imaging()
    {
        _lab.Add();
        await _lab.FinishAsync();

        Assert.Equal([MessageKind.ImagingStarted, MessageKind.ImagingFinished, MessageKind.MontageMade], _lab.Lab.Messages());
        Assert.Equal(
            [$@"The montage of KC34 on mesoSPIM 1 is made: channel 488, 2 rows × 2 columns. stitched_maxips\KC34_color.png in Z:\Acquire\MesoSPIM\klimstra-w\5CL18\KC34|{_lab.Folder}/KC34_color.png|Montage of KC34: 488|Information"],
            _lab.Lab.Query("SELECT text, picture_file, picture_title, severity FROM outbox WHERE kind = 'montage-made'"));
        Assert.Contains($"Picture (montage-made): {_lab.Folder}/KC34_color.png", Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_made_once_and_changes_nothing_of_the_dataset()
    {
        _lab.Add();
        await _lab.FinishAsync();
        for (var check = 0; check < 3; check++)
        {
            _lab.Lab.Advance(15);
            Assert.True((await _lab.CheckAsync()).IsQuiet);
        }

        Assert.Single(_lab.Montages.Requests);
        Assert.Equal("finished", _lab.Lab.Query("SELECT imaging_status FROM dataset")[0]);
        Assert.Single(_lab.Lab.Messages(), MessageKind.MontageMade);
    }

    [Fact]
    public async Task Imaging_that_goes_on_and_finishes_again_gets_another_one()
    {
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Lab.Advance(60);
        _lab.Lab.AddTile(_lab.Path, 4, stopped: false, x: 2, y: 0);
        await _lab.CheckAsync();
        Assert.Equal(("in_progress", "none"), (_lab.Lab.Query("SELECT imaging_status FROM dataset")[0], _lab.State()));
        _lab.Lab.Advance(5);
        _lab.AddTile("KC34", 4);
        _lab.AddTile("KC34", 5);
        await _lab.CheckAsync();
        Assert.Single(_lab.Montages.Requests);
        _lab.Lab.Advance(11);
        await _lab.CheckAsync();

        Assert.Equal([(2, 2), (2, 3)], _lab.Montages.Requests.Select(request => (request.Rows, request.Columns)));
        Assert.Equal(2, _lab.Lab.Messages().Count(kind => kind == MessageKind.MontageMade));
    }

    [Fact]
    public async Task Whole_tiles_that_are_added_to_a_finished_dataset_are_shown_too()
    {
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Lab.Advance(60);
        _lab.AddTile("KC34", 4);
        _lab.AddTile("KC34", 5);
        await _lab.CheckAsync();
        _lab.Lab.Advance(60);
        await _lab.CheckAsync();

        Assert.Equal([4, 6], _lab.Montages.Requests.Select(request => request.Channels[0].Tiles.Count));
    }

    [Fact]
    public async Task A_preview_and_observe_mode_make_nothing()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        Assert.Equal("Not made in this mode.", _lab.NoteOf(await _lab.CheckAsync(whatIf: true)));
        _lab.Lab.Settings = _lab.Lab.Settings with { Lab = _lab.Lab.Settings.Lab with { Mode = CheckMode.Observe } };
        Assert.Equal("Not made in this mode.", _lab.NoteOf(await _lab.CheckAsync()));

        Assert.Empty(_lab.Montages.Requests);
        Assert.Equal(("none", false), (_lab.State(), Directory.Exists(_lab.Folder)));
    }

    [Fact]
    public async Task Where_it_is_off_nothing_is_made()
    {
        _lab.Settings = new MontageSettings { Enabled = false };
        _lab.Add();
        Assert.Equal("Off (Tiles:Montage:Enabled).", _lab.NoteOf(await _lab.FinishAsync()));
        Assert.Empty(_lab.Montages.Requests);
    }

    [Theory]
    [InlineData("UPDATE dataset SET moving = 1")]
    [InlineData("UPDATE dataset SET moved = 1, path_on_hive = '/h20/x'")]
    [InlineData("UPDATE dataset SET paused = 1")]
    [InlineData("INSERT INTO intent (kind, key, dataset_id, what, state, begun) VALUES ('Discard', 'k', (SELECT id FROM dataset), 'x', 'Open', '2026-09-14T12:00:00.0000000Z')")]
    [InlineData("UPDATE dataset SET path_on_fast_store = replace(path_on_fast_store, 'KC34', 'KC34_demo')")]
    public async Task Nothing_is_written_into_a_dataset_that_moves_or_that_others_work_on(string change)
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        _lab.Lab.Sql(change);
        await TilesAsync();

        Assert.Empty(_lab.Montages.Requests);
    }

    [Fact]
    public async Task A_move_that_begins_while_the_tiles_are_read_is_heeded()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        _lab.Lab.Tree.Before = (call, path) =>
        {
            if (call == "list" && path == _lab.Path)
            {
                _lab.Lab.Tree.Before = null;
                _lab.Lab.Sql("UPDATE dataset SET moving = 1");
            }
        };
        await TilesAsync();

        Assert.Empty(_lab.Montages.Requests);
        Assert.Equal("Waiting 0", _lab.State());
    }

    [Fact]
    public async Task A_dataset_whose_tiles_went_away_with_a_move_while_they_were_read_is_not_without_projections()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        _lab.Lab.Tree.Before = (call, path) =>
        {
            if (call == "list" && path == _lab.Path)
            {
                _lab.Lab.Tree.Before = null;
                _lab.Lab.Sql("UPDATE dataset SET moving = 1");
                foreach (var file in Directory.EnumerateFiles(_lab.Path))
                {
                    File.Delete(file);
                }
            }
        };
        await TilesAsync();

        Assert.Equal("Waiting 0", _lab.State());
    }

    [Fact]
    public async Task What_was_imaged_before_the_take_over_gets_none()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        using (var database = _lab.Lab.Open(DatabaseAccess.ReadWrite))
        {
            database.WriteMonitorState(database.ReadMonitorState() with { Since = _lab.Lab.Clock.GetUtcNow() }, lease: null);
        }

        _lab.Lab.Advance(1);
        await _lab.CheckAsync();
        Assert.Empty(_lab.Montages.Requests);
    }

    [Fact]
    public async Task A_dataset_without_projections_gets_none_and_is_not_asked_again()
    {
        _lab.Add(withProjections: false);
        var report = await _lab.FinishAsync();
        Assert.Contains(report.Changes, change => change is { What: "montage", To: "none" });
        Assert.Equal(("WithoutPictures 1", false), (_lab.State(), Directory.Exists(_lab.Folder)));
        Assert.DoesNotContain(MessageKind.MontageMade, _lab.Lab.Messages());

        _lab.Lab.Advance(60);
        Assert.True((await _lab.CheckAsync()).IsQuiet);
    }

    [Fact]
    public async Task A_projection_that_is_missing_is_said()
    {
        _lab.Add(tiles: 3);
        _lab.AddTile("KC34", 3, withProjection: false);
        await _lab.FinishAsync();

        Assert.Contains("Black places: 488 maximum projection of tile 3: not there.", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_montage_of_a_person_in_the_folder_is_replaced()
    {
        _lab.Add();
        Directory.CreateDirectory(_lab.Folder);
        await File.WriteAllTextAsync(Path.Join(_lab.Folder, "KC34_color.png"), "a person's", CheckLab.Cancellation);
        await _lab.FinishAsync();

        Assert.NotEqual("a person's", await File.ReadAllTextAsync(Path.Join(_lab.Folder, "KC34_color.png"), CheckLab.Cancellation));
    }

    [Fact]
    public async Task A_ribbon_scanner_has_no_projections()
    {
        _lab.Lab.AddRscm("klimstra-w/5CL18/8257_stack1", imaged: 2);
        await _lab.FinishAsync();

        Assert.Equal(["finished"], _lab.Lab.Query("SELECT imaging_status FROM dataset"));
        Assert.Equal(("none", 0), (_lab.State("8257_stack1"), _lab.Montages.Requests.Count));
    }

    private async Task TilesAsync() =>
        await new StatusCheck(_lab.Lab.Backend, _lab.Lab.Settings).RunAsync(new StatusCheckRequest { Host = "node1", Steps = [CheckStep.Tiles] }, new Listener(), CheckLab.Cancellation);

    private string Text() => _lab.Lab.Query("SELECT text FROM outbox WHERE kind = 'montage-made'").Single();

    private string Log() => string.Concat(Directory.EnumerateFiles(_lab.Lab.Settings.Logging.Folder).Select(File.ReadAllText));
}
