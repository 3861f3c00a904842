using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class DeliveryTroubleTests : IAsyncDisposable
{
    private readonly DeliveryLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("thread_not_found")]
    [InlineData("cannot_reply_to_message")]
    [InlineData("restricted_action_thread_locked")]
    public async Task Where_the_thread_takes_no_replies_any_more_the_next_message_opens_another_one(string word)
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        _lab.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse(word));
        _lab.Say(1, "stalled");
        _lab.Say(1, "finished");
        var result = await _lab.DeliverAsync();

        Assert.Equal((2, 0, 0), (result.Sent, result.Waiting, result.Refused.Count));
        var parent = _lab.Server.Accepted.Single(message => message.Key == "1 stalled");
        Assert.Null(parent.Thread);
        Assert.Equal(parent.Timestamp, _lab.Server.Accepted.Single(message => message.Key == "1 finished").Thread);
        Assert.Contains("Imaging", parent.Blocks.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_message_that_somebody_deleted_loses_none_of_those_that_come_after_it()
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        _lab.Server.Remove(_lab.Server.Accepted[0].Timestamp);
        _lab.Change(1, new FieldChange(DatasetField.ImagingStatus, "in_progress", "finished"));
        _lab.Say(1, "finished");
        await _lab.DeliverUntilEmptyAsync();
        Assert.Null(Assert.Single(_lab.Server.Accepted, message => message.Key == "1 finished").Thread);
    }

    [Fact]
    public async Task An_unsure_reply_in_a_thread_that_is_gone_is_sent_as_a_message_of_its_own()
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        _lab.Server.Planned.Next(SlackBench.Post, new SlackFault(FaultKind.ResetBefore));
        _lab.Say(1, "finished");
        await _lab.DeliverAsync();
        _lab.Server.Remove(_lab.Server.Accepted[0].Timestamp);
        await _lab.DeliverUntilEmptyAsync();
        Assert.Null(Assert.Single(_lab.Server.Accepted, message => message.Key == "1 finished").Thread);
    }

    [Theory]
    [InlineData(FaultKind.HangBefore)]
    [InlineData(FaultKind.HangAfter)]
    public async Task A_delivery_that_is_stopped_leaves_an_unsure_message_which_then_stands_in_the_channel_once(FaultKind kind)
    {
        _lab.Settings = _lab.Settings with { Messages = _lab.Settings.Messages with { Timeout = SlackBench.Patience } };
        _lab.Server.Planned.Next(SlackBench.Post, new SlackFault(kind));
        _lab.Say(1, "started");
        using var stop = new CancellationTokenSource();
        var stopped = Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.DeliverAsync(stop.Token));
        await _lab.Server.CallAsync(SlackBench.Post, 1, SlackBench.Cancel);
        await stop.CancelAsync();
        await stopped;

        Assert.Equal(OutboxState.Unsure, _lab.Entries()[0].State);
        await _lab.DeliverUntilEmptyAsync();
        Assert.Equal("1 started", Assert.Single(_lab.Server.Accepted).Key);
        Assert.Equal(OutboxState.Sent, _lab.Entries()[0].State);
    }

    [Fact]
    public async Task A_history_too_long_to_be_searched_counts_as_one_that_may_not_be_read()
    {
        _lab.Say(1, "started");
        _lab.Files.Sql("UPDATE outbox SET state = 'unsure', tried = '2026-09-14T13:00:00.0000000Z'");
        _lab.Server.Planned.Next("conversations.history", SlackFault.Refuse("method_not_supported_for_channel_type"));
        await _lab.DeliverAsync();
        Assert.Contains("repeat", Assert.Single(_lab.Server.Accepted).Blocks.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_revoked_while_a_first_message_is_brought_up_to_date_is_told()
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        _lab.Server.Token = "xoxb-another";
        _lab.Change(1, new FieldChange(DatasetField.ImagingStatus, "in_progress", "finished"));
        Assert.Equal("invalid_auth", (await _lab.DeliverAsync()).ChannelFault?.Reason);
    }

    [Fact]
    public async Task Another_channel_gets_threads_of_its_own_and_the_old_one_holds_nothing_up()
    {
        await using var lab = new DeliveryLab(new SlackServerOptions { Channels = [new("C0LAB00001", "lab"), new("C0NEW00001", "new")] });
        lab.Say(1, "started");
        await lab.DeliverAsync();
        lab.Settings = lab.Settings with { Secrets = lab.Settings.Secrets with { SlackChannel = new Secret("C0NEW00001") } };
        lab.Say(1, "paused");
        lab.Say(1, "resumed");
        Assert.Equal(2, (await lab.DeliverAsync()).Sent);
        var accepted = lab.Server.Accepted;
        Assert.Equal(["C0LAB00001", "C0NEW00001", "C0NEW00001"], accepted.Select(message => message.Channel));
        Assert.Equal([null, null, accepted[1].Timestamp], accepted.Select(message => message.Thread));
    }

    [Fact]
    public async Task A_first_message_that_was_found_again_is_brought_up_to_date()
    {
        await using var lab = new DeliveryLab();
        lab.Say(1, "started");
        await lab.DeliverAsync();
        lab.Files.Sql("UPDATE outbox SET state = 'sending', sent = NULL, channel = NULL, timestamp = NULL; DELETE FROM message_thread");
        lab.Change(1, new FieldChange(DatasetField.ImagingStatus, "in_progress", "finished"));
        Assert.Equal(1, (await lab.DeliverAsync()).Updated);
        Assert.Contains("finished", Assert.Single(lab.Server.Accepted).Blocks.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_whose_answers_were_lost_twice_is_not_given_up_when_history_may_not_be_read()
    {
        await using var lab = new DeliveryLab();
        lab.Server.Scopes = new HashSet<string>(["chat:write"], StringComparer.Ordinal);
        var key = lab.Say(1, "started");
        lab.Files.Sql("UPDATE outbox SET state = 'unsure', attempts = 2, may_be_repeat = 1, tried = '2026-09-14T13:00:00.0000000Z'");
        await lab.DeliverUntilEmptyAsync();
        Assert.Equal(OutboxState.Sent, lab.Entries()[0].State);
        Assert.Empty(lab.Server.Lost([key]));
        Assert.Contains("repeat", Assert.Single(lab.Server.Accepted).Blocks.ToString(), StringComparison.Ordinal);
    }
}
