using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class SlackFaultTests : IAsyncLifetime
{
    private readonly SlackBench _bench = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("ratelimited", ChatFault.RateLimited)]
    [InlineData("rate_limited", ChatFault.RateLimited)]
    [InlineData("message_limit_exceeded", ChatFault.RateLimited)]
    [InlineData("internal_error", ChatFault.Unsure)]
    [InlineData("fatal_error", ChatFault.Unsure)]
    [InlineData("service_unavailable", ChatFault.Unsure)]
    [InlineData("request_timeout", ChatFault.Unreachable)]
    [InlineData("team_added_to_org", ChatFault.Unreachable)]
    [InlineData("invalid_auth", ChatFault.ChannelRefused)]
    [InlineData("not_authed", ChatFault.ChannelRefused)]
    [InlineData("token_revoked", ChatFault.ChannelRefused)]
    [InlineData("token_expired", ChatFault.ChannelRefused)]
    [InlineData("account_inactive", ChatFault.ChannelRefused)]
    [InlineData("channel_not_found", ChatFault.ChannelRefused)]
    [InlineData("not_in_channel", ChatFault.ChannelRefused)]
    [InlineData("is_archived", ChatFault.ChannelRefused)]
    [InlineData("restricted_action", ChatFault.ChannelRefused)]
    [InlineData("missing_scope", ChatFault.ChannelRefused)]
    [InlineData("ekm_access_denied", ChatFault.ChannelRefused)]
    [InlineData("unknown_method", ChatFault.ChannelRefused)]
    [InlineData("msg_too_long", ChatFault.MessageRefused)]
    [InlineData("msg_blocks_too_long", ChatFault.MessageRefused)]
    [InlineData("invalid_blocks", ChatFault.MessageRefused)]
    [InlineData("no_text", ChatFault.MessageRefused)]
    [InlineData("metadata_too_large", ChatFault.MessageRefused)]
    [InlineData("too_many_attachments", ChatFault.MessageRefused)]
    [InlineData("restricted_action_thread_locked", ChatFault.ThreadGone)]
    [InlineData("never_heard_of", ChatFault.MessageRefused)]
    [InlineData("team_is_asleep", ChatFault.ChannelRefused)]
    [InlineData("token_too_old", ChatFault.ChannelRefused)]
    public async Task Each_word_of_a_refused_post_says_what_to_do(string word, ChatFault fault)
    {
        _bench.Server.Planned.Next(SlackBench.Post, SlackFault.Refuse(word));

        var found = await SlackBench.FaultAsync(() => _bench.PostAsync("1"));

        Assert.Equal((fault, word), (found.Fault, found.Reason));
        Assert.Contains(word, found.Message, StringComparison.Ordinal);
        Assert.Single(_bench.Server.Calls);
    }

    [Theory]
    [InlineData(FaultKind.FailAfter, "http_500", 1)]
    [InlineData(FaultKind.FailBefore, "http_500", 0)]
    [InlineData(FaultKind.ResetAfter, "connection_lost", 1)]
    [InlineData(FaultKind.ResetBefore, "connection_lost", 0)]
    [InlineData(FaultKind.CutAfter, "connection_lost", 1)]
    [InlineData(FaultKind.GarbageAfter, "invalid_answer", 1)]
    public async Task Nobody_knows_of_a_post_whose_answer_is_lost_and_it_is_not_sent_again(FaultKind kind, string reason, int accepted)
    {
        _bench.Server.Planned.Next(SlackBench.Post, new SlackFault(kind));

        var found = await SlackBench.FaultAsync(() => _bench.PostAsync("1"));

        Assert.Equal((ChatFault.Unsure, reason), (found.Fault, found.Reason));
        Assert.Single(_bench.Server.Calls);
        Assert.Equal(accepted, _bench.Server.Accepted.Count);
    }

    [Theory]
    [InlineData(FaultKind.HangAfter, 1)]
    [InlineData(FaultKind.HangBefore, 0)]
    [InlineData(FaultKind.StallAfter, 1)]
    public async Task Nobody_knows_of_a_post_whose_answer_does_not_come_in_time(FaultKind kind, int accepted)
    {
        _bench.Server.Planned.Next(SlackBench.Post, new SlackFault(kind));

        var fault = SlackBench.FaultAsync(() => _bench.PostAsync("1"));
        await _bench.Server.CallAsync(SlackBench.Post, 1, SlackBench.Cancel);
        _bench.Clock.Advance(SlackBench.Patience);

        Assert.Equal((ChatFault.Unsure, "timeout"), ((await fault).Fault, (await fault).Reason));
        Assert.Equal(accepted, _bench.Server.Accepted.Count);
    }

    [Theory]
    [InlineData(302, ChatFault.Unreachable)]
    [InlineData(400, ChatFault.MessageRefused)]
    [InlineData(403, ChatFault.Unreachable)]
    [InlineData(408, ChatFault.Unsure)]
    [InlineData(413, ChatFault.MessageRefused)]
    [InlineData(502, ChatFault.Unsure)]
    [InlineData(503, ChatFault.Unsure)]
    public async Task A_page_of_something_between_is_judged_by_its_status(int status, ChatFault fault)
    {
        _bench.Server.Planned.Next(SlackBench.Post, new SlackFault(FaultKind.FailBefore, Status: status));

        var found = await SlackBench.FaultAsync(() => _bench.PostAsync("1"));

        Assert.Equal((fault, "http_" + status.ToString(CultureInfo.InvariantCulture)), (found.Fault, found.Reason));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData(null, 1)]
    [InlineData("0", 1)]
    [InlineData("soon", 1)]
    [InlineData("-5", 1)]
    [InlineData("Mon, 14 Sep 2026 12:00:30 GMT", 30)]
    [InlineData("Mon, 14 Sep 2026 11:00:30 GMT", 1)]
    [InlineData("999999999", 3600)]
    public async Task Too_many_messages_name_the_pause_that_Slack_asks_for(string? header, int seconds)
    {
        _bench.Server.Planned.Next(SlackBench.Post, SlackFault.TooMany(header));

        var found = await SlackBench.FaultAsync(() => _bench.PostAsync("1"));

        Assert.Equal((ChatFault.RateLimited, TimeSpan.FromSeconds(seconds)), (found.Fault, found.RetryAfter));
        Assert.Empty(_bench.Server.Accepted);
        Assert.Single(_bench.Server.Calls);
    }

    [Fact]
    public async Task The_channels_own_rate_is_kept_by_the_server()
    {
        await using var bench = new SlackBench(new SlackServerOptions { MessagesPerSecond = 1 });
        await bench.PostAsync("1");

        Assert.Equal(ChatFault.RateLimited, (await SlackBench.FaultAsync(() => bench.PostAsync("2"))).Fault);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        await bench.PostAsync("2");
        Assert.Equal(["1", "2"], bench.Server.Accepted.Select(message => message.Key));
    }

    [Fact]
    public async Task Who_is_not_listening_has_heard_nothing()
    {
        var address = $"http://127.0.0.1:{FreePort()}/api/";

        var found = await SlackBench.FaultAsync(() => _bench.Open(address: address).PostAsync(SlackBench.Message("1"), SlackBench.Cancel));

        Assert.Equal((ChatFault.Unreachable, "connection_refused"), (found.Fault, found.Reason));
    }

    [Fact]
    public async Task A_name_that_is_unknown_has_heard_nothing()
    {
        var found = await SlackBench.FaultAsync(
            () => _bench.Open(address: "https://slack.invalid/api/").PostAsync(SlackBench.Message("1"), SlackBench.Cancel));

        Assert.Equal((ChatFault.Unreachable, "name_unknown"), (found.Fault, found.Reason));
    }

    [Fact]
    public async Task Who_does_not_speak_TLS_has_heard_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/api/";

        var fault = SlackBench.FaultAsync(() => _bench.Open(address: address).PostAsync(SlackBench.Message("1"), SlackBench.Cancel));
        using (var caller = await listener.AcceptSocketAsync(SlackBench.Cancel))
        {
            await caller.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), SlackBench.Cancel);
        }

        Assert.Equal((ChatFault.Unreachable, "tls_failed"), ((await fault).Fault, (await fault).Reason));
    }

    [Fact]
    public async Task A_connection_that_is_never_made_in_time_has_carried_nothing()
    {
        var address = _bench.Server.Address.ToString().Replace("http:", "https:", StringComparison.Ordinal);

        var fault = SlackBench.FaultAsync(() => _bench.Open(address: address).PostAsync(SlackBench.Message("1"), SlackBench.Cancel));
        await _bench.Clock.PassAsync(SlackBench.Patience);

        Assert.Equal((ChatFault.Unreachable, "timeout"), ((await fault).Fault, (await fault).Reason));
    }

    [Fact]
    public async Task Who_stops_waiting_stops_at_once()
    {
        _bench.Server.Planned.Next(SlackBench.Post, new SlackFault(FaultKind.HangAfter));
        using var stop = new CancellationTokenSource();

        var post = Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Chat.PostAsync(SlackBench.Message("1"), stop.Token));
        await _bench.Server.CallAsync(SlackBench.Post, 1, SlackBench.Cancel);
        await stop.CancelAsync();

        await post;
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    [InlineData("never_heard_of")]
    public async Task An_update_that_is_refused_concerns_its_message_alone(string word)
    {
        var receipt = await _bench.PostAsync("1");
        _bench.Server.Planned.Next("chat.update", SlackFault.Refuse(word));

        var found = await SlackBench.FaultAsync(
            () => _bench.Chat.UpdateAsync(receipt, SlackBench.Message("1").Content, "1", SlackBench.Cancel));

        Assert.Equal((ChatFault.MessageRefused, word), (found.Fault, found.Reason));
    }

    [Fact]
    public async Task What_the_token_lacks_is_named()
    {
        _bench.Server.Scopes = new HashSet<string>(StringComparer.Ordinal);

        var found = await SlackBench.FaultAsync(() => _bench.PostAsync("1"));

        Assert.Equal((ChatFault.ChannelRefused, "missing_scope"), (found.Fault, found.Reason));
        Assert.Contains("chat:write is needed", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "invalid_answer")]
    [InlineData("[]", "invalid_answer")]
    [InlineData("", "invalid_answer")]
    [InlineData("{\"ok\":\"yes\"}", "invalid_answer")]
    [InlineData("{\"ok\":true}", "invalid_answer")]
    public async Task An_answer_that_says_nothing_leaves_doubt(string body, string reason)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/";

        var fault = SlackBench.FaultAsync(() => _bench.Open(address: address).PostAsync(SlackBench.Message("1"), SlackBench.Cancel));
        using var caller = await server.AcceptSocketAsync(SlackBench.Cancel);
        await caller.SendAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"), SlackBench.Cancel);

        Assert.Equal((ChatFault.Unsure, reason), ((await fault).Fault, (await fault).Reason));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/";

        var fault = SlackBench.FaultAsync(() => _bench.Open(address: address).PostAsync(SlackBench.Message("1"), SlackBench.Cancel));
        using var caller = await server.AcceptSocketAsync(SlackBench.Cancel);
        await caller.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{"u8.ToArray(), SlackBench.Cancel);

        Assert.Equal((ChatFault.Unsure, "invalid_answer"), ((await fault).Fault, (await fault).Reason));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
