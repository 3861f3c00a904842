using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class MessageDeliveryTests : IAsyncDisposable
{
    private readonly DeliveryLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_dataset_has_one_thread_and_what_needs_a_person_is_shown_in_the_channel()
    {
        _lab.Say(1, "started");
        _lab.Say(1, "stalled", MessageSeverity.Warning);
        _lab.Say(2, "started");
        _lab.Say(1, "finished");
        var result = await _lab.DeliverAsync();

        Assert.Equal((4, 0), (result.Sent, result.Waiting));
        Assert.Equal(["1 started", "1 stalled", "2 started"], _lab.Server.Shown(SlackBench.Lab).OrderBy(message => message.Order).Select(message => message.Key!));
        var parent = _lab.Server.Accepted.Single(message => message.Key == "1 started");
        Assert.Equal(["1 stalled", "1 finished"], _lab.Server.Replies(parent.Timestamp).Select(message => message.Key!));
        Assert.Equal([OutboxState.Sent], _lab.Entries().Select(entry => entry.State).Distinct());
    }

    [Fact]
    public async Task Nothing_is_sent_a_second_time()
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        Assert.Equal((0, 0), ((await _lab.DeliverAsync()).Sent, _lab.Server.Accepted.Count - 1));
    }

    [Fact]
    public async Task The_first_message_shows_the_present_state_by_one_update_however_much_happened()
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        _lab.Change(1, new FieldChange(DatasetField.ImagingStatus, "in_progress", "needs_attention"));
        _lab.Change(1, new FieldChange(DatasetField.ImagingStatus, "needs_attention", "finished"));
        Assert.Equal(1, (await _lab.DeliverAsync()).Updated);
        Assert.Single(_lab.Server.Calls, call => call.Method == "chat.update");
        Assert.Contains("finished", _lab.Server.Accepted[0].Blocks.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await _lab.DeliverAsync()).Updated);
    }

    [Fact]
    public async Task An_attempt_that_a_crash_cut_off_is_found_in_the_channel_and_not_repeated()
    {
        _lab.Say(1, "started");
        await _lab.DeliverAsync();
        _lab.Files.Sql("UPDATE outbox SET state = 'sending', sent = NULL, channel = NULL, timestamp = NULL; DELETE FROM message_thread");
        _lab.Say(1, "finished");
        await _lab.DeliverAsync();

        Assert.Equal(["1 started", "1 finished"], _lab.Server.Accepted.Select(message => message.Key!));
        Assert.Equal(_lab.Server.Accepted[0].Timestamp, _lab.Server.Accepted[1].Thread);
    }

    [Fact]
    public async Task Without_the_right_to_read_history_an_unsure_message_is_sent_once_more_and_says_so()
    {
        _lab.Server.Scopes = new HashSet<string>(["chat:write"], StringComparer.Ordinal);
        _lab.Say(1, "started");
        _lab.Files.Sql("UPDATE outbox SET state = 'sending', tried = '2026-09-14T13:00:00.0000000Z'");
        await _lab.DeliverAsync();
        Assert.Contains("repeat", Assert.Single(_lab.Server.Accepted).Blocks.ToString(), StringComparison.Ordinal);
        Assert.True(_lab.Entries()[0].MayBeRepeat);
    }

    [Fact]
    public async Task A_refused_message_is_told_and_the_others_go_on()
    {
        _lab.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse("msg_too_long"));
        _lab.Say(1, "started");
        _lab.Say(1, "finished");
        var result = await _lab.DeliverAsync();
        Assert.Equal("1 started", Assert.Single(result.Refused).Key);
        Assert.Equal(["1 finished"], _lab.Server.Accepted.Select(message => message.Key!));
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("channel_not_found")]
    public async Task A_channel_that_refuses_everything_ends_the_run_and_loses_nothing(string word)
    {
        _lab.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse(word));
        _lab.Say(1, "started");
        _lab.Say(2, "started");
        var result = await _lab.DeliverAsync();
        Assert.Equal((word, 0, 2), (result.ChannelFault?.Reason, result.Sent, result.Waiting));
        Assert.DoesNotContain(_lab.Server.Token, string.Join('|', _lab.Entries().Select(entry => entry.LastError)), StringComparison.Ordinal);
        await _lab.DeliverUntilEmptyAsync();
        Assert.Equal(2, _lab.Server.Accepted.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Through_all_faults_nothing_is_lost_or_repeated_and_each_dataset_keeps_its_order(int seed)
    {
        _lab.Server.Faults = new SeededFaults(seed) { Methods = new HashSet<string>([SlackBench.Post], StringComparer.Ordinal) };
        var keys = new List<string>();
        for (var i = 0; i < 120; i++)
        {
            keys.Add(_lab.Say(1 + (i % 7), $"message {i:D3}"));
        }

        await _lab.DeliverUntilEmptyAsync();

        var refused = _lab.Entries().Where(entry => entry.State == OutboxState.Failed).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(_lab.Server.Lost(keys.Where(key => !refused.Contains(key))));
        Assert.Empty(_lab.Server.Duplicates());
        foreach (var dataset in _lab.Server.Accepted.GroupBy(message => message.Key!.Split(' ')[0]))
        {
            Assert.Equal(dataset.Select(message => message.Key!).Order(StringComparer.Ordinal), dataset.OrderBy(message => message.Order).Select(message => message.Key!));
        }
    }
}
