using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Database;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Delivery;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class MessageDeliveryTests : IAsyncDisposable
{
    private readonly DatabaseLab _lab = new();
    private readonly HttpClient _http = LabHttp.Create();
    private readonly SlackServer _server = new();
    private readonly IDatasetDatabase _database;
    private readonly ILeaseHold _lease;
    private readonly StatusSettings _settings;

    public MessageDeliveryTests()
    {
        _database = new DatasetDatabaseOf(_lab).Open();
        _lease = _database.AcquireLease(DatabaseLab.Cancellation);
        var settings = SlackBench.Settings(_server.Address.ToString(), _server.Token, SlackBench.Lab);
        _settings = settings with
        {
            Messages = settings.Messages with
            {
                MostPerSecond = 1000,
                SettleTime = TimeSpan.Zero,
                FirstPause = TimeSpan.FromMilliseconds(1),
                Timeout = TimeSpan.FromMilliseconds(300),
            },
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        _database.Dispose();
        await _server.DisposeAsync();
        _http.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public async Task A_dataset_has_one_thread_and_what_needs_a_person_is_shown_in_the_channel()
    {
        Say(1, "started");
        Say(1, "stalled", MessageSeverity.Warning);
        Say(2, "started");
        Say(1, "finished");
        var result = await DeliverAsync();

        Assert.Equal((4, 0), (result.Sent, result.Waiting));
        Assert.Equal(["1 started", "1 stalled", "2 started"], _server.Shown(SlackBench.Lab).OrderBy(message => message.Order).Select(message => message.Key!));
        var parent = _server.Accepted.Single(message => message.Key == "1 started");
        Assert.Equal(["1 stalled", "1 finished"], _server.Replies(parent.Timestamp).Select(message => message.Key!));
        Assert.Equal([OutboxState.Sent], Entries().Select(entry => entry.State).Distinct());
    }

    [Fact]
    public async Task Nothing_is_sent_a_second_time()
    {
        Say(1, "started");
        await DeliverAsync();
        Assert.Equal((0, 0), ((await DeliverAsync()).Sent, _server.Accepted.Count - 1));
    }

    [Fact]
    public async Task The_first_message_shows_the_present_state_by_one_update_however_much_happened()
    {
        Say(1, "started");
        await DeliverAsync();
        Change(1, new FieldChange(DatasetField.ImagingStatus, "in_progress", "needs_attention"));
        Change(1, new FieldChange(DatasetField.ImagingStatus, "needs_attention", "finished"));
        Assert.Equal(1, (await DeliverAsync()).Updated);
        Assert.Single(_server.Calls, call => call.Method == "chat.update");
        Assert.Contains("finished", _server.Accepted[0].Blocks.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (await DeliverAsync()).Updated);
    }

    [Fact]
    public async Task An_attempt_that_a_crash_cut_off_is_found_in_the_channel_and_not_repeated()
    {
        Say(1, "started");
        await DeliverAsync();
        _lab.Sql("UPDATE outbox SET state = 'sending', sent = NULL, channel = NULL, timestamp = NULL; DELETE FROM message_thread");
        Say(1, "finished");
        await DeliverAsync();

        Assert.Equal(["1 started", "1 finished"], _server.Accepted.Select(message => message.Key!));
        Assert.Equal(_server.Accepted[0].Timestamp, _server.Accepted[1].Thread);
    }

    [Fact]
    public async Task Without_the_right_to_read_history_an_unsure_message_is_sent_once_more_and_says_so()
    {
        _server.Scopes = new HashSet<string>(["chat:write"], StringComparer.Ordinal);
        Say(1, "started");
        _lab.Sql("UPDATE outbox SET state = 'sending', tried = '2026-09-14T13:00:00.0000000Z'");
        await DeliverAsync();
        Assert.Contains("repeat", Assert.Single(_server.Accepted).Blocks.ToString(), StringComparison.Ordinal);
        Assert.True(Entries()[0].MayBeRepeat);
    }

    [Fact]
    public async Task A_refused_message_is_told_and_the_others_go_on()
    {
        _server.Planned.Next(SlackBench.Post, SlackFault.Refuse("msg_too_long"));
        Say(1, "started");
        Say(1, "finished");
        var result = await DeliverAsync();
        Assert.Equal("1 started", Assert.Single(result.Refused).Key);
        Assert.Equal(["1 finished"], _server.Accepted.Select(message => message.Key!));
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("channel_not_found")]
    public async Task A_channel_that_refuses_everything_ends_the_run_and_loses_nothing(string word)
    {
        _server.Planned.Next(SlackBench.Post, SlackFault.Refuse(word));
        Say(1, "started");
        Say(2, "started");
        var result = await DeliverAsync();
        Assert.Equal((word, 0, 2), (result.ChannelFault?.Reason, result.Sent, result.Waiting));
        Assert.DoesNotContain(_server.Token, string.Join('|', Entries().Select(entry => entry.LastError)), StringComparison.Ordinal);
        await DeliverUntilEmptyAsync();
        Assert.Equal(2, _server.Accepted.Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Through_all_faults_nothing_is_lost_or_repeated_and_each_dataset_keeps_its_order(int seed)
    {
        _server.Faults = new SeededFaults(seed) { Methods = new HashSet<string>([SlackBench.Post], StringComparer.Ordinal) };
        var keys = new List<string>();
        for (var i = 0; i < 120; i++)
        {
            keys.Add(Say(1 + (i % 7), $"message {i:D3}"));
        }

        await DeliverUntilEmptyAsync();

        var refused = Entries().Where(entry => entry.State == OutboxState.Failed).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(_server.Lost(keys.Where(key => !refused.Contains(key))));
        Assert.Empty(_server.Duplicates());
        foreach (var dataset in _server.Accepted.GroupBy(message => message.Key!.Split(' ')[0]))
        {
            Assert.Equal(dataset.Select(message => message.Key!).Order(StringComparer.Ordinal), dataset.OrderBy(message => message.Order).Select(message => message.Key!));
        }
    }

    private string Say(long id, string what, MessageSeverity severity = MessageSeverity.Information)
    {
        var key = FormattableString.Invariant($"{id} {what}");
        Apply(id, new DatasetChangeSet { Id = id, Name = $"n{id}_stack1", Path = $"/fast/n{id}_stack1", Messages = [new OutboxMessage(key, what, severity, $"n{id}_stack1: {what}.") { Code = [$"n{id}_stack1"] }] });
        return key;
    }

    private void Change(long id, FieldChange change) =>
        Apply(id, new DatasetChangeSet { Id = id, Name = $"n{id}_stack1", Path = $"/fast/n{id}_stack1", Fields = [change] });

    private void Apply(long id, DatasetChangeSet changes) => Assert.Null(Assert.Single(_database.Apply([changes with { Id = id }], ownTablesOnly: false, _lease)).Error);

    private List<OutboxEntry> Entries() => [.. _database.Outbox.Find(new OutboxFilter(), DatabaseLab.Cancellation)];

    private Task<DeliveryResult> DeliverAsync() => new MessageDelivery(
        new SlackChat(_settings, _http, TimeProvider.System), _database, new ActGate(_database, _lease, CheckMode.Active), _settings, TimeProvider.System)
        .RunAsync(DatabaseLab.Cancellation);

    private async Task DeliverUntilEmptyAsync()
    {
        for (var run = 0; run < 400 && Entries().Exists(entry => entry.State is OutboxState.Pending or OutboxState.Sending or OutboxState.Unsure); run++)
        {
            _lab.Sql("UPDATE outbox SET next_try = NULL");
            await DeliverAsync();
        }
    }

    // Seven datasets.
    private sealed class DatasetDatabaseOf(DatabaseLab lab)
    {
        public IDatasetDatabase Open()
        {
            lab.Settings = lab.Settings with { Database = lab.Settings.Database with { BusyTimeout = TimeSpan.FromSeconds(10) } };
            var database = lab.Create();
            lab.Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) INSERT INTO dataset (id, name, path_on_fast_store, modality) SELECT i, 'n' || i || '_stack1', '/fast/n' || i || '_stack1', 'rscm' FROM n");
            return database;
        }
    }
}
