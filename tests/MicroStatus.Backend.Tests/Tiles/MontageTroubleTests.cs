using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Checks;
using MicroStatus.Backend.Tests.Messages;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Messages;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Tiles;

public sealed class MontageTroubleTests : IDisposable
{
    private readonly MontageLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_montage_that_fails_is_tried_three_times_with_growing_pauses_and_then_told_once()
    {
        Break();
        _lab.Add();
        Assert.Empty((await _lab.FinishAsync()).Problems);
        Assert.Equal("Waiting 1", _lab.State());
        await _lab.CheckAsync();
        _lab.Lab.Advance(9);
        await _lab.CheckAsync();
        Assert.Single(_lab.Montages.Requests);

        _lab.Lab.Advance(1);
        await _lab.CheckAsync();
        _lab.Lab.Advance(19);
        await _lab.CheckAsync();
        Assert.Equal("Waiting 2", _lab.State());

        _lab.Lab.Advance(1);
        var problem = Assert.Single((await _lab.CheckAsync()).Problems);
        Assert.Equal("KC34: its montage could not be made. scan_Mag4x_Tile1 has another size. It was tried 3 times.", problem.Text);
        Assert.Equal("MontageTilesDiffer", Assert.IsType<StatusException>(problem.Cause).ErrorId);
        Assert.Equal((3, "Failed 3"), (_lab.Montages.Requests.Count, _lab.State()));

        _lab.Lab.Advance(600);
        Assert.True((await _lab.CheckAsync()).IsQuiet);
        Assert.Equal([MessageKind.ImagingStarted, MessageKind.ImagingFinished, MessageKind.MontageFailed], _lab.Lab.Messages());
    }

    [Fact]
    public async Task One_try_is_told_as_one()
    {
        _lab.Settings = new MontageSettings { Tries = 1 };
        Break();
        _lab.Add();
        Assert.EndsWith("It was tried once.", Assert.Single((await _lab.FinishAsync()).Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_montage_that_stops_by_itself_does_not_stop_the_check()
    {
        _lab.Montages.Before = _ => throw new OperationCanceledException("Something within stopped.");
        _lab.Add();
        var report = await _lab.FinishAsync();
        Assert.Equal((CheckStep.Messages, "Waiting 1"), (report.Steps[^1].Step, _lab.State()));
    }

    [Fact]
    public async Task One_that_fails_holds_up_no_other_one()
    {
        Break("KC34");
        _lab.Add();
        _lab.Add("KC35");
        Assert.Equal("1 made.", _lab.NoteOf(await _lab.FinishAsync()));
        Assert.Equal(("Waiting 1", "Made 1"), (_lab.State(), _lab.State("KC35")));
    }

    [Fact]
    public async Task One_that_succeeds_later_is_told_as_any_other()
    {
        Break();
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Montages.Before = null;
        _lab.Lab.Advance(10);
        await _lab.CheckAsync();

        Assert.Equal("Made 2", _lab.State());
        Assert.Contains(MessageKind.MontageMade, _lab.Lab.Messages());
    }

    [Fact]
    public async Task A_montage_that_takes_the_process_down_is_noted_before_so_that_it_is_not_tried_for_ever()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        var noted = string.Empty;
        _lab.Montages.Before = _ => noted = _lab.State();
        await _lab.CheckAsync();
        Assert.Equal("Making 1", noted);

        _lab.Lab.Sql($"UPDATE montage SET state = 'Making', attempts = 3, next_try = '{_lab.Lab.Clock.GetUtcNow().AddMinutes(40).UtcDateTime:O}'");
        Assert.Null(_lab.NoteOf(await _lab.CheckAsync())); // its pause is kept
        _lab.Lab.Advance(40);
        Assert.Contains("It was cut off every time. It was tried 3 times.", Assert.Single((await _lab.CheckAsync()).Problems).Text, StringComparison.Ordinal);
        Assert.Equal((1, "Failed 3"), (_lab.Montages.Requests.Count, _lab.State()));
    }

    [Fact]
    public async Task A_montage_that_was_cut_off_is_made_after_a_pause()
    {
        _lab.Add();
        await _lab.FinishAsync();
        _lab.Lab.Sql($"UPDATE montage SET state = 'Making', next_try = '{_lab.Lab.Clock.GetUtcNow().AddMinutes(10).UtcDateTime:O}'");
        _lab.Lab.Advance(10);
        await _lab.CheckAsync();
        Assert.Equal((2, "Made 2"), (_lab.Montages.Requests.Count, _lab.State()));
    }

    [Fact]
    public async Task What_nobody_foresaw_does_not_end_the_check()
    {
        _lab.Montages.Before = _ => throw new DllNotFoundException("libvips is not there.");
        _lab.Add();
        var report = await _lab.FinishAsync();
        Assert.Equal((CheckStep.Messages, "Waiting 1"), (report.Steps[^1].Step, _lab.State()));
    }

    [Fact]
    public async Task One_that_a_person_stops_counts_as_no_attempt()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        using var stop = new CancellationTokenSource();
        _lab.Montages.Before = _ => stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.Lab.CheckAsync(cancellation: stop.Token));
        Assert.Equal("Waiting 0", _lab.State());

        _lab.Montages.Before = null;
        await _lab.CheckAsync();
        Assert.Equal("Made 1", _lab.State());
    }

    [Fact]
    public async Task A_check_that_has_spent_its_time_leaves_the_rest_to_the_next_one()
    {
        _lab.Settings = new MontageSettings { CheckTime = TimeSpan.Zero };
        _lab.Add();
        _lab.Add("KC35");
        Assert.Equal("1 made. The rest goes on at the next check.", _lab.NoteOf(await _lab.FinishAsync()));
        Assert.Equal("1 made.", _lab.NoteOf(await _lab.CheckAsync()));
        Assert.Equal(2, _lab.Montages.Requests.Count);
    }

    [Fact]
    public async Task A_link_in_place_of_the_folder_is_not_followed()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        var elsewhere = Directory.CreateDirectory(Path.Join(_lab.Lab.Root, "elsewhere")).FullName;
        File.CreateSymbolicLink(_lab.Folder, elsewhere);
        await _lab.CheckAsync();

        Assert.Equal("Waiting 1", _lab.State());
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task Without_FastStore_nothing_is_concluded()
    {
        _lab.Add();
        await _lab.FinishWithoutAsync();
        Directory.Move(Path.Join(_lab.Lab.Fast, "Acquire"), Path.Join(_lab.Lab.Root, "away"));
        Assert.StartsWith("Suspended: FastStore is absent.", _lab.NoteOf(await _lab.CheckAsync()), StringComparison.Ordinal);
        Assert.Equal("none", _lab.State());
    }

    [Fact]
    public async Task Slack_gets_the_picture_in_the_thread_of_the_dataset()
    {
        await using var server = new SlackServer();
        using var http = LabHttp.Create();
        Connect(server, http);
        _lab.Add();
        await _lab.FinishAsync();

        Assert.Equal(["imaging-started", "imaging-finished", "montage-made", "picture"], server.Accepted.Select(message => message.File is null ? message.Key!.Split('|')[1] : "picture"));
        var shown = server.Accepted[^1];
        Assert.Equal((server.Accepted[0].Timestamp, "KC34_color.png", "Montage of KC34: 488"), (shown.Thread, shown.File!.Name, shown.File.Title));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Join(_lab.Folder, "KC34_color.png"), CheckLab.Cancellation), shown.File.Bytes!.Value.ToArray());
    }

    [Fact]
    public async Task A_picture_that_moved_to_Hive_before_Slack_was_back_is_shown_from_there()
    {
        await using var server = new SlackServer();
        using var http = LabHttp.Create();
        Connect(server, http);
        server.Planned.Next("files.getUploadURLExternal", new SlackFault(FaultKind.ResetBefore));
        server.Planned.Next("files.getUploadURLExternal", new SlackFault(FaultKind.ResetBefore));
        server.Planned.Next("files.getUploadURLExternal", new SlackFault(FaultKind.ResetBefore));
        _lab.Lab.Settings = _lab.Lab.Settings with { Messages = _lab.Lab.Settings.Messages with { Timeout = TimeSpan.FromSeconds(5) } };
        _lab.Add();
        await _lab.FinishAsync();
        Assert.DoesNotContain(server.Accepted, message => message.File is not null);

        var hive = Path.Join(_lab.Lab.Root, "hive/Acquire/MesoSPIM/klimstra-w/5CL18/KC34");
        _lab.Lab.Rename(_lab.Path, hive);
        _lab.Lab.Sql($"UPDATE dataset SET moved = 1, path_on_hive = '{hive}'");
        await _lab.CheckAsync();
        Assert.Single(server.Accepted, message => message.File is not null);
    }

    private void Connect(SlackServer server, HttpClient http)
    {
        _lab.Lab.Settings = _lab.Lab.Settings with
        {
            Messages = _lab.Lab.Settings.Messages with { MessagesEnabled = true, SlackAddress = server.Address.ToString(), MostPerSecond = 10_000, FirstPause = TimeSpan.Zero, SettleTime = TimeSpan.Zero },
            Secrets = SlackBench.Settings(server.Address.ToString(), server.Token, SlackBench.Lab).Secrets,
        };
        _lab.Lab.Clock.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        _lab.Lab.Backend.OpenAnyChat = settings => new SlackChat(settings, http, TimeProvider.System);
    }

    private void Break(string? name = null) => _lab.Montages.Before = request =>
    {
        if (name is null || request.Name == name)
        {
            throw new StatusException("MontageTilesDiffer", StatusErrorCategory.InvalidData, "scan_Mag4x_Tile1 has another size.");
        }
    };
}
