using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackPostTests : IAsyncLifetime
{
    private readonly SlackBench _bench = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_with_its_key_and_its_receipt_says_where()
    {
        var receipt = await _bench.PostAsync("7/imaging-started/1");

        var message = Assert.Single(_bench.Server.Accepted);
        Assert.Equal((SlackBench.Lab, message.Timestamp), (receipt.Channel, receipt.Timestamp));
        Assert.Equal(("7/imaging-started/1", "Imaging has finished."), (message.Key, message.Text));
        Assert.Equal(SlackBench.Lab, Assert.Single(_bench.Server.Shown(SlackBench.Lab)).Channel);
    }

    [Theory]
    [InlineData("#lab")]
    [InlineData("lab")]
    [InlineData(SlackBench.Lab)]
    public async Task A_channel_is_named_by_its_name_or_its_id(string channel)
    {
        var receipt = await _bench.Open(channel).PostAsync(SlackBench.Message("1"), SlackBench.Cancel);

        Assert.Equal(SlackBench.Lab, receipt.Channel);
    }

    [Fact]
    public async Task A_reply_stands_in_its_thread_and_not_in_the_channel()
    {
        var first = await _bench.PostAsync("1");
        await _bench.PostAsync("2", first);

        Assert.Equal(["2"], _bench.Server.Replies(first.Timestamp).Select(reply => reply.Key));
        Assert.Equal(["1"], _bench.Server.Shown(SlackBench.Lab).Select(message => message.Key));
    }

    [Fact]
    public async Task A_broadcast_reply_is_seen_in_the_channel_as_well()
    {
        var first = await _bench.PostAsync("1");
        await _bench.PostAsync("2", first, broadcast: true);

        Assert.Equal(["1", "2"], _bench.Server.Shown(SlackBench.Lab).Select(message => message.Key));
    }

    [Fact]
    public async Task A_message_is_posted_without_anything_that_formats_links_or_unfurls()
    {
        await _bench.PostAsync("1");

        var body = Assert.Single(_bench.Server.Calls).Text;
        Assert.All(
            ["\"unfurl_links\":false", "\"unfurl_media\":false", "\"mrkdwn\":false", "\"parse\":\"none\"", "\"link_names\":false"],
            said => Assert.Contains(said, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_replaces_the_content_and_keeps_the_key_and_the_place()
    {
        var receipt = await _bench.PostAsync("1");
        var content = new ChatContent { Severity = MessageSeverity.Warning, Text = "Imaging is paused." };
        await _bench.Chat.UpdateAsync(receipt, content, "1", SlackBench.Cancel);

        var message = Assert.Single(_bench.Server.Accepted);
        Assert.Equal(("⚠ Imaging is paused.", "1", receipt.Timestamp), (message.Text, message.Key, message.Timestamp));
        Assert.Equal(["Imaging has finished."], message.EarlierTexts);
        Assert.Contains("\"parse\":\"none\",\"link_names\":false", _bench.Server.Calls[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_proves_itself_by_a_name_and_a_workspace() =>
        Assert.Equal(new ChatIdentity("microstatus", "Imaging", "#lab"), await _bench.Chat.IdentifyAsync(SlackBench.Cancel));

    [Fact]
    public async Task A_slow_answer_is_an_answer()
    {
        _bench.Server.Planned.Next(SlackBench.Post, new SlackFault(FaultKind.SlowAfter));

        var receipt = await _bench.PostAsync("1");
        Assert.Equal(receipt.Timestamp, Assert.Single(_bench.Server.Accepted).Timestamp);
    }

    [Fact]
    public async Task An_address_without_its_last_slash_is_the_same_address()
    {
        await _bench.Open(address: _bench.Server.Address.ToString().TrimEnd('/')).PostAsync(SlackBench.Message("1"), SlackBench.Cancel);

        Assert.Equal("/api/chat.postMessage", Assert.Single(_bench.Server.Calls).Target);
    }
}
