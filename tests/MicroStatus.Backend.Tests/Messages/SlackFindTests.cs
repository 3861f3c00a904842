using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackFindTests : IAsyncLifetime
{
    private readonly SlackBench _bench = new(new SlackServerOptions { PageLimit = 3 });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.HangAfter)]
    [InlineData(FaultKind.StallAfter)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.ResetAfter)]
    [InlineData(FaultKind.CutAfter)]
    [InlineData(FaultKind.GarbageAfter)]
    public async Task A_message_whose_answer_was_lost_is_found_again(FaultKind kind)
    {
        Assert.Null(await FindAfterAsync(new SlackFault(FaultKind.ResetBefore), "0"));

        var found = await FindAfterAsync(new SlackFault(kind), "1");
        Assert.Equal(Assert.Single(_bench.Server.Accepted).Timestamp, found?.Timestamp);
    }

    [Fact]
    public async Task A_message_is_found_over_several_pages_of_the_channel()
    {
        var wanted = await _bench.PostAsync("wanted");
        for (var i = 0; i < 10; i++)
        {
            await _bench.PostAsync($"later {i}");
        }

        Assert.Equal(wanted, await _bench.FindAsync("wanted"));
        Assert.Equal(4, _bench.Server.Calls.Count(call => call.Method == "conversations.history"));
        Assert.Null(await _bench.FindAsync("never sent"));
    }

    [Fact]
    public async Task A_reply_is_found_over_several_pages_of_its_thread_and_nowhere_else()
    {
        var first = await _bench.PostAsync("first");
        for (var i = 0; i < 10; i++)
        {
            await _bench.PostAsync($"reply {i}", first);
        }

        Assert.Equal(_bench.Server.Accepted[^1].Timestamp, (await _bench.FindAsync("reply 9", first))?.Timestamp);
        Assert.Null(await _bench.FindAsync("reply 9"));
        Assert.Null(await _bench.FindAsync("never sent", first));
    }

    [Fact]
    public async Task A_message_is_looked_for_from_a_little_before_the_moment_on()
    {
        await _bench.PostAsync("old");
        _bench.Clock.Advance(TimeSpan.FromMinutes(4));
        var near = await _bench.PostAsync("near");
        _bench.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(near, await _bench.FindAsync("near"));
        Assert.Null(await _bench.FindAsync("old"));
    }

    [Fact]
    public async Task A_thread_whose_first_message_is_gone_holds_nothing()
    {
        var first = await _bench.PostAsync("first");
        _bench.Server.Remove(first.Timestamp);

        Assert.Null(await _bench.FindAsync("reply", first));
    }

    [Theory]
    [InlineData("missing_scope")]
    [InlineData("not_in_channel")]
    [InlineData("channel_not_found")]
    [InlineData("no_permission")]
    [InlineData("not_known_at_all")]
    public async Task History_that_may_not_be_read_is_told_from_a_closed_channel(string word)
    {
        await _bench.PostAsync("1");
        _bench.Server.Planned.Next("conversations.history", SlackFault.Refuse(word));

        var found = await SlackBench.FaultAsync(() => _bench.FindAsync("1"));

        Assert.Equal((ChatFault.NotPermitted, word), (found.Fault, found.Reason));
    }

    [Fact]
    public async Task A_token_without_the_scope_for_history_is_told_which()
    {
        _bench.Server.Scopes = new HashSet<string>(["chat:write"], StringComparer.Ordinal);
        var first = await _bench.PostAsync("1");

        Assert.Contains("channels:history", (await SlackBench.FaultAsync(() => _bench.FindAsync("1", first))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_known_by_name_alone_is_looked_up_once()
    {
        await using var bench = new SlackBench(new SlackServerOptions
        {
            PageLimit = 2,
            Channels = [.. Enumerable.Range(1, 7).Select(i => new SlackServerChannel($"C000000000{i}", $"room{i}")), new(SlackBench.Lab, "lab")],
        });

        Assert.Null(await bench.FindAsync("1"));
        Assert.Null(await bench.FindAsync("1"));
        Assert.Equal(4, bench.Server.Calls.Count(call => call.Method == "conversations.list"));
    }

    [Fact]
    public async Task A_channel_known_by_its_id_or_from_a_receipt_is_not_looked_up()
    {
        await _bench.Open(SlackBench.Lab).FindAsync("1", null, _bench.Clock.GetUtcNow(), SlackBench.Cancel);
        await _bench.PostAsync("1");
        await _bench.FindAsync("1");

        Assert.DoesNotContain(_bench.Server.Calls, call => call.Method == "conversations.list");
    }

    [Fact]
    public async Task A_name_that_no_channel_has_is_refused()
    {
        var found = await SlackBench.FaultAsync(() => _bench.Open("#labb").FindAsync("1", null, _bench.Clock.GetUtcNow(), SlackBench.Cancel));

        Assert.Equal((ChatFault.ChannelRefused, "channel_not_found"), (found.Fault, found.Reason));
    }

    [Fact]
    public async Task Reading_ends_where_it_would_take_too_long()
    {
        await using var bench = new SlackBench(new SlackServerOptions { PageLimit = 1 });
        for (var i = 0; i < 52; i++)
        {
            await bench.PostAsync($"{i}");
        }

        var found = await SlackBench.FaultAsync(() => bench.FindAsync("0"));

        Assert.Equal((ChatFault.NotPermitted, "history_too_long"), (found.Fault, found.Reason));
    }

    [Theory]
    [InlineData("H:\\Acquire\\R&D <one>\\\"stack\" 'é' \n日本")]
    [InlineData("&amp;")]
    [InlineData("half \ud83d a character")]
    public async Task Any_text_is_a_key(string key)
    {
        var receipt = await _bench.PostAsync(key);

        Assert.Equal(receipt, await _bench.FindAsync(key));
    }

    private async Task<ChatReceipt?> FindAfterAsync(SlackFault fault, string key)
    {
        _bench.Server.Planned.Next(SlackBench.Post, fault);
        var post = SlackBench.FaultAsync(() => _bench.PostAsync(key));
        await _bench.Server.CallAsync(SlackBench.Post, key == "0" ? 1 : 2, SlackBench.Cancel);
        if (fault.Kind is FaultKind.HangAfter or FaultKind.StallAfter)
        {
            _bench.Clock.Advance(SlackBench.Patience);
        }

        Assert.Equal(ChatFault.Unsure, (await post).Fault);
        return await _bench.FindAsync(key);
    }
}
