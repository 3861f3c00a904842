using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class PictureDeliveryTests : IAsyncDisposable
{
    private const string Address = "files.getUploadURLExternal";
    private const string Share = "files.completeUploadExternal";

    private readonly DeliveryLab _lab = new();
    private readonly NotedLog _log = new();
    private readonly TemporaryFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_picture_follows_its_message_into_the_thread_of_its_dataset()
    {
        _lab.Say(1, "started");
        _lab.Say(1, "montage", picture: Picture());
        _lab.Say(1, "finished");
        var result = await _lab.RunAsync(_log);

        Assert.Equal((3, 1, 0, "Delivered: 3. Pictures: 1."), (result.Delivery.Sent, result.Delivery.PicturesSent, result.Delivery.PicturesWaiting, result.Note));
        var shown = Assert.Single(_lab.Server.Accepted, message => message.File is not null);
        Assert.Equal((_lab.Server.Accepted[0].Timestamp, "montage.png", "Montage of n1_stack1"), (shown.Thread, shown.File!.Name, shown.File.Title));
        Assert.Equal((OutboxState.Sent, 1, null), (State(), PictureOf().Attempts, PictureOf().LastError));
        Assert.NotNull(PictureOf().Sent);
    }

    [Fact]
    public async Task A_picture_is_uploaded_once_however_often_messages_are_delivered()
    {
        _lab.Say(1, "montage", picture: Picture());
        await _lab.RunAsync(_log);
        await _lab.RunAsync(_log);
        _lab.Say(1, "finished");
        await _lab.RunAsync(_log);

        Assert.Equal(1, Uploads());
        Assert.Equal(3, _lab.Server.Accepted.Count);
    }

    [Fact]
    public async Task A_picture_whose_message_is_about_no_dataset_stands_below_that_message()
    {
        _lab.Add(new OutboxMessage("free 1", "free", MessageSeverity.Information, "Look.") { Picture = new ChatPicture(Picture(), "Look") });
        await _lab.RunAsync(_log);

        Assert.Equal(_lab.Server.Accepted[0].Timestamp, _lab.Server.Accepted[1].Thread);
    }

    [Fact]
    public async Task A_crash_between_the_message_and_its_picture_loses_neither_and_repeats_neither()
    {
        _lab.Say(1, "montage", picture: Picture());
        await _lab.DeliverAsync();
        Assert.Equal((OutboxState.Sent, OutboxState.Pending), (_lab.Entries()[0].State, State()));

        await _lab.RunAsync(_log);
        Assert.Equal((2, 1), (_lab.Server.Accepted.Count, Uploads()));
        Assert.Equal(OutboxState.Sent, State());
    }

    [Fact]
    public async Task A_crash_after_the_upload_does_not_show_the_picture_twice_where_the_thread_may_be_read()
    {
        await CrashAfterUploadAsync();
        await _lab.RunAsync(_log);

        Assert.Equal((1, OutboxState.Sent), (Uploads(), State()));
    }

    [Fact]
    public async Task A_crash_before_the_upload_arrived_shows_the_picture_after_all()
    {
        _lab.Say(1, "montage", picture: Picture());
        await _lab.DeliverAsync();
        _lab.Files.Sql("UPDATE outbox SET picture_state = 'sending', picture_attempts = 1, picture_tried = '2026-09-14T13:00:00.0000000Z'");
        await _lab.RunAsync(_log);

        Assert.Equal((1, OutboxState.Sent, false), (Uploads(), State(), PictureOf().MayBeRepeat));
    }

    [Fact]
    public async Task Where_the_thread_may_not_be_read_a_picture_is_uploaded_once_more_and_never_a_third_time()
    {
        await CrashAfterUploadAsync();
        _lab.Server.Scopes = new HashSet<string>(["chat:write", "files:write"], StringComparer.Ordinal);
        _lab.Server.Planned.Next(Share, new SlackFault(FaultKind.CutAfter));
        await _lab.RunAsync(_log);
        Assert.Equal((2, OutboxState.Unsure, true), (Uploads(), State(), PictureOf().MayBeRepeat));

        Again();
        var result = await _lab.RunAsync(_log);
        Assert.Equal((2, OutboxState.Failed), (Uploads(), State()));
        Assert.Equal(PictureOf().LastError, Assert.Single(result.Delivery.RefusedPictures).Picture!.LastError);
    }

    [Fact]
    public async Task A_picture_whose_last_answer_was_lost_is_looked_for_before_it_is_uploaded_again()
    {
        _lab.Server.Planned.Next(Share, new SlackFault(FaultKind.CutAfter));
        _lab.Say(1, "montage", picture: Picture());
        var first = await _lab.RunAsync(_log);
        Assert.Equal((0, 1, OutboxState.Unsure), (first.Delivery.PicturesSent, first.Delivery.PicturesWaiting, State()));

        Again();
        Assert.Equal(1, (await _lab.RunAsync(_log)).Delivery.PicturesSent);
        Assert.Equal((1, OutboxState.Sent), (Uploads(), State()));
    }

    [Theory]
    [InlineData(Address, "missing_scope")]
    [InlineData(Address, "file_upload_size_restricted")]
    [InlineData(Share, "file_update_failed")]
    [InlineData(Share, "not_in_channel")]
    public async Task A_picture_that_is_refused_is_given_up_with_its_reason_and_holds_up_nothing(string method, string word)
    {
        _lab.Server.Planned.Next(method, SlackFault.Refuse(word));
        _lab.Say(1, "montage", picture: Picture());
        _lab.Say(1, "finished");
        _lab.Say(2, "montage", picture: Picture());
        var result = await _lab.RunAsync(_log);

        Assert.Equal((3, 1, null), (result.Delivery.Sent, result.Delivery.PicturesSent, result.Fault));
        Assert.Contains(word, Assert.Single(result.Delivery.RefusedPictures).Picture!.LastError, StringComparison.Ordinal);
        Assert.Equal((OutboxState.Sent, OutboxState.Failed), (_lab.Entries()[0].State, State()));
        Assert.Empty((await _lab.RunAsync(_log)).Delivery.RefusedPictures);
    }

    [Fact]
    public async Task A_picture_that_is_gone_from_disk_is_given_up_and_its_message_is_sent()
    {
        var file = Picture();
        _lab.Say(1, "montage", picture: file);
        File.Delete(file);
        var result = await _lab.RunAsync(_log);

        Assert.Equal((1, 0, OutboxState.Failed), (result.Delivery.Sent, result.Delivery.PicturesWaiting, State()));
        Assert.Equal($"{file} is not there any more.", Assert.Single(result.Delivery.RefusedPictures).Picture!.LastError);
        Assert.DoesNotContain(_lab.Server.Calls, call => call.Method == Address);
    }

    [Fact]
    public async Task A_picture_larger_than_may_be_uploaded_is_given_up()
    {
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { PictureMegabytes = 1 } };
        _lab.Say(1, "montage", picture: _folder.Write("montage.png", new byte[1_000_001]));
        await _lab.RunAsync(_log);

        Assert.Equal(OutboxState.Failed, State());
        Assert.Contains("Messages:PictureMegabytes", PictureOf().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_no_picture_so_that_no_other_file_is_ever_shown()
    {
        var link = Path.Join(_folder.FullName, "link.png");
        File.CreateSymbolicLink(link, "/etc/hostname");
        _lab.Say(1, "montage", picture: link);
        await _lab.RunAsync(_log);

        Assert.Equal((0, OutboxState.Failed), (Uploads(), State()));
    }

    [Fact]
    public async Task A_picture_is_found_where_its_dataset_has_moved()
    {
        _lab.Say(1, "montage", picture: "/fast/n1_stack1/maxips/montage.png");
        Directory.CreateDirectory(Path.Join(_folder.FullName, "hive/n1_stack1/maxips"));
        _folder.Write("hive/n1_stack1/maxips/montage.png", [1, 2, 3]);
        _lab.Files.Sql($"UPDATE dataset SET moved = 1, path_on_hive = '{_folder.FullName}/hive/n1_stack1' WHERE id = 1");
        await _lab.RunAsync(_log);

        Assert.Equal((1, OutboxState.Sent), (Uploads(), State()));
    }

    [Fact]
    public async Task A_picture_is_found_in_a_dataset_that_was_renamed()
    {
        _lab.Say(1, "montage", picture: "/fast/n1_stack1/maxips/montage.png");
        _lab.Rename(1, "/fast/n1_stack1", "/fast/n1_again_stack1");
        Assert.Equal("/fast/n1_again_stack1/maxips/montage.png", PictureOf().File);
        await _lab.RunAsync(_log);
    }

    [Fact]
    public async Task A_picture_of_a_dataset_on_its_way_waits_for_the_end_of_the_move()
    {
        _lab.Say(1, "montage", picture: "/fast/n1_stack1/maxips/montage.png");
        _lab.Files.Sql("UPDATE dataset SET moving = 1 WHERE id = 1");
        var result = await _lab.RunAsync(_log);

        Assert.Equal((1, 1, OutboxState.Pending), (result.Delivery.Sent, result.Delivery.PicturesWaiting, State()));
        Assert.Equal(0, PictureOf().Attempts);
    }

    [Fact]
    public async Task A_pause_that_the_channel_asks_for_is_kept_by_pictures_and_tried_after_it()
    {
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { Timeout = TimeSpan.FromMilliseconds(300) } };
        _lab.Server.Planned.Next(Share, SlackFault.TooMany("30"));
        _lab.Say(1, "montage", picture: Picture());
        _lab.Say(2, "montage", picture: Picture());
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { PictureTime = TimeSpan.FromSeconds(1) } };
        var first = await _lab.RunAsync(_log);
        Assert.Equal((2, 0, 2), (first.Delivery.Sent, first.Delivery.PicturesSent, first.Delivery.PicturesWaiting));
        Assert.True(PictureOf().NextTry > DateTimeOffset.UtcNow.AddSeconds(20));

        Assert.Equal((0, 2), ((await _lab.RunAsync(_log)).Delivery.PicturesSent, _lab.Server.Accepted.Count));
        _lab.Files.Sql("DELETE FROM monitor_note WHERE name = 'messages/not-before'");
        Again();
        Assert.Equal(2, (await _lab.RunAsync(_log)).Delivery.PicturesSent);
    }

    [Fact]
    public async Task A_token_that_is_revoked_between_message_and_picture_is_a_fault_of_the_channel()
    {
        _lab.Say(1, "montage", picture: Picture());
        await _lab.DeliverAsync();
        _lab.Server.Token = "xoxb-another";
        var result = await _lab.RunAsync(_log);

        Assert.Equal(("MessagesRefused", OutboxState.Pending), (result.Fault?.ErrorId, State()));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_uploaded_for_too_long_is_given_up()
    {
        _lab.Say(1, "montage", picture: Picture());
        await _lab.DeliverAsync();
        _lab.Files.Sql("UPDATE outbox SET sent = '2026-01-01T00:00:00.0000000Z'");
        _lab.Server.Planned.Next("upload", new SlackFault(FaultKind.ResetBefore));
        await _lab.RunAsync(_log);

        Assert.Equal(OutboxState.Failed, State());
        Assert.Contains("Messages:PictureAge", PictureOf().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_refused_leaves_its_picture_out()
    {
        _lab.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse("invalid_blocks"));
        _lab.Say(1, "montage", picture: Picture());
        await _lab.RunAsync(_log);

        Assert.Equal((OutboxState.Failed, OutboxState.Skipped, 0), (_lab.Entries()[0].State, State(), Uploads()));
    }

    [Fact]
    public async Task Where_messages_are_off_text_and_path_go_to_the_log_once()
    {
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { MessagesEnabled = false } };
        var file = Picture();
        _lab.Say(1, "montage", picture: file);
        await _lab.RunAsync(_log);
        await _lab.RunAsync(_log);

        Assert.Equal(["Message (montage): n1_stack1: montage.", $"Picture (montage): {file}"], _log.Lines);
        Assert.Equal(OutboxState.Sent, State());
    }

    // The upload is done, and the machine goes down before that is noted.
    private async Task CrashAfterUploadAsync()
    {
        _lab.Say(1, "montage", picture: Picture());
        await _lab.RunAsync(_log);
        _lab.Files.Sql("UPDATE outbox SET picture_state = 'sending', picture_sent = NULL");
    }

    private void Again() => _lab.Files.Sql("UPDATE outbox SET picture_next_try = NULL");

    private string Picture() => _folder.Write("montage.png", [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)]);

    private int Uploads() => _lab.Server.Accepted.Count(message => message.File is not null);

    private OutboxPicture PictureOf() => _lab.Entries().First(entry => entry.Picture is not null).Picture!;

    private OutboxState State() => PictureOf().State;
}
