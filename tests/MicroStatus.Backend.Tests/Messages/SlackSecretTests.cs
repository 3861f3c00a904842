using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text.Json;
using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackSecretTests : IAsyncLifetime
{
    private readonly SlackBench _bench = new();

    private readonly TemporaryFolder _folder = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_token_is_in_no_fault_whatever_goes_wrong()
    {
        SlackFault[] faults =
        [
            .. new SeededFaults(1).Faults.Where(fault => fault.Kind is not (FaultKind.HangAfter or FaultKind.HangBefore or FaultKind.StallAfter or FaultKind.SlowAfter)),
            SlackFault.Refuse(_bench.Server.Token),
            SlackFault.Refuse("no_such_token_" + _bench.Server.Token.ToUpperInvariant()),
            SlackFault.Refuse($"<b>{_bench.Server.Token}</b>"),
            SlackFault.Refuse(string.Empty),
            new(FaultKind.FailBefore, Status: 401),
        ];
        foreach (var fault in faults)
        {
            _bench.Server.Planned.Next(SlackBench.Post, fault);
            AssertSilent((await SlackBench.FaultAsync(() => _bench.PostAsync("1"))).ToString());
        }

        var receipt = new ChatReceipt(SlackBench.Lab, "1.0");
        _bench.Server.Token = "xoxb-another";
        AssertSilent((await SlackBench.FaultAsync(() => _bench.FindAsync("1", receipt))).ToString());
        AssertSilent((await SlackBench.FaultAsync(() => _bench.Chat.IdentifyAsync(SlackBench.Cancel))).ToString());
    }

    [Fact]
    public async Task The_token_travels_in_one_header_alone()
    {
        var first = await _bench.PostAsync("1");
        await _bench.Chat.UpdateAsync(first, SlackBench.Message("1").Content, "1", SlackBench.Cancel);
        await _bench.FindAsync("1");
        await _bench.FindAsync("1", first);
        await _bench.Chat.IdentifyAsync(SlackBench.Cancel);
        await _bench.Chat.UploadAsync(new ChatPicture(_folder.Write("one.png", "bytes"), "One"), first, SlackBench.Cancel);

        Assert.Equal(8, _bench.Server.Calls.Count);
        Assert.All(_bench.Server.Calls, call =>
        {
            AssertSilent(call.Target);
            AssertSilent(call.Text);
            Assert.All(call.Headers.Where(header => header.Key != "Authorization"), header => AssertSilent(header.Value));
            Assert.Equal(call.Method != "upload", call.Headers.ContainsKey("Authorization"));
        });
    }

    [Fact]
    public void What_is_printed_of_the_chat_is_silent()
    {
        var settings = SlackBench.Settings("https://slack.com/api/", _bench.Server.Token, "#lab");
        Assert.All(new object[] { _bench.Chat, SlackAccount.From(settings), settings, settings.Secrets }, Silent);

        static void Silent(object shown)
        {
            AssertSilent(Convert.ToString(shown, CultureInfo.InvariantCulture)!);
            AssertSilent(JsonSerializer.Serialize(shown));
        }
    }

    [Fact]
    public async Task The_token_is_in_no_event_of_the_network()
    {
        using var listener = new NetworkEvents();
        await _bench.PostAsync("1");

        Assert.NotEmpty(listener.Seen);
        Assert.All(listener.Seen, AssertSilent);
    }

    [Theory]
    [InlineData(null, "#lab", "SLACK_TOKEN")]
    [InlineData("xoxb-1", null, "SLACK_CHANNEL")]
    [InlineData("xoxb-1", "  ", "SLACK_CHANNEL")]
    [InlineData(null, null, "SLACK_TOKEN and SLACK_CHANNEL")]
    public void What_is_not_configured_is_named(string? token, string? channel, string missing)
    {
        var found = Assert.Throws<StatusException>(() => new LabBackend().OpenChat(SlackBench.Settings("https://slack.com/api/", token, channel)));

        Assert.Equal(("SlackNotConfigured", StatusErrorCategory.InvalidData, missing), (found.ErrorId, found.Category, found.Target));
        Assert.NotNull(found.RecommendedAction);
    }

    [Theory]
    [InlineData("xoxb-1\nX-Evil: yes")]
    [InlineData("xoxb 1234567890")]
    [InlineData("xoxb-1234567890é")]
    public void A_token_that_cannot_be_one_is_refused_and_not_shown(string token)
    {
        var found = Assert.Throws<StatusException>(() => new LabBackend().OpenChat(SlackBench.Settings("https://slack.com/api/", token, "#lab")));

        Assert.Equal("SlackTokenInvalid", found.ErrorId);
        Assert.DoesNotContain(token, found + found.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_does_not_travel_unencrypted()
    {
        var found = Assert.Throws<StatusException>(() => new LabBackend().OpenChat(SlackBench.Settings("http://slack.com/api/", "xoxb-1", "#lab")));

        Assert.Equal("SlackAddressUnsafe", found.ErrorId);
    }

    private static void AssertSilent(string text) =>
        Assert.DoesNotContain("1234567890-abcdefABCDEF", text, StringComparison.OrdinalIgnoreCase);

    private sealed class NetworkEvents : EventListener
    {
        public ConcurrentQueue<string> Seen { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Informational);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Seen?.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");
    }
}
