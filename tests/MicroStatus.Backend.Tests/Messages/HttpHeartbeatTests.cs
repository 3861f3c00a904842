using MicroStatus.Backend.Messages;
using MicroStatus.Configuration;
using MicroStatus.Messages;

namespace MicroStatus.Backend.Tests.Messages;

public sealed class HttpHeartbeatTests : IAsyncDisposable
{
    private readonly HttpClient _http = LabHttp.Create();
    private readonly SwitchServer _server = new();
    private readonly WatchedClock _clock = new();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task A_good_check_calls_the_address()
    {
        Assert.Null(await Open().SucceededAsync(SlackBench.Cancel));
        Assert.Equal(["GET /secret-of-the-switch"], _server.Calls);
    }

    [Fact]
    public async Task A_failed_check_calls_the_address_for_failures_with_the_reason()
    {
        Assert.Null(await Open(_server.Address + "/").FailedAsync("The database is locked: 5 µm.", SlackBench.Cancel));
        Assert.Equal(["POST /secret-of-the-switch/fail"], _server.Calls);
        Assert.Equal("The database is locked: 5 µm.", _server.LastBody);
    }

    [Fact]
    public async Task What_tells_a_failure_is_added_to_the_path_and_not_to_a_query()
    {
        Assert.Null(await Open(_server.Address + "?rid=7").FailedAsync("x", SlackBench.Cancel));
        Assert.Equal(["POST /secret-of-the-switch/fail?rid=7"], _server.Calls);
    }

    [Theory]
    [InlineData("{Address}?state=down", "POST /secret-of-the-switch?state=down")]
    [InlineData(null, null)]
    public async Task Where_failures_are_heard_of_is_a_setting(string? address, string? called)
    {
        Assert.Null(await Open(settings: new HeartbeatSettings { FailureAddress = address }).FailedAsync("x", SlackBench.Cancel));
        Assert.Equal(called is null ? [] : [called], _server.Calls);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    public async Task What_may_pass_is_tried_once_more(int status)
    {
        _server.Next.Enqueue(status);
        var calling = Open().SucceededAsync(SlackBench.Cancel);
        await _clock.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Null(await calling);
        Assert.Equal(2, _server.Calls.Count());
    }

    [Fact]
    public async Task A_second_failure_is_told()
    {
        _server.Next.Enqueue(500);
        _server.Next.Enqueue(503);
        var calling = Open().SucceededAsync(SlackBench.Cancel);
        await _clock.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("The heartbeat (HEARTBEAT_URL) answers with HTTP status 503.", await calling);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(302)]
    public async Task What_will_not_pass_is_told_at_once(int status)
    {
        _server.Next.Enqueue(status);
        Assert.Equal($"The heartbeat (HEARTBEAT_URL) answers with HTTP status {status}.", await Open().SucceededAsync(SlackBench.Cancel));
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_not_waited_for_longer_than_it_may()
    {
        _server.Next.Enqueue(SwitchServer.Silence);
        _server.Next.Enqueue(SwitchServer.Silence);
        var calling = Open(settings: new HeartbeatSettings { Timeout = TimeSpan.FromSeconds(7) }).SucceededAsync(SlackBench.Cancel);
        await _clock.PassAsync(TimeSpan.FromSeconds(7));
        await _clock.PassAsync(TimeSpan.FromSeconds(1));
        await _clock.PassAsync(TimeSpan.FromSeconds(7));
        Assert.Equal("The heartbeat (HEARTBEAT_URL) did not answer in time (Messages:Heartbeat:Timeout).", await calling);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_told_without_its_name()
    {
        var calling = Open("http://127.0.0.1:1/secret-of-the-switch").SucceededAsync(SlackBench.Cancel);
        await _clock.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("The heartbeat (HEARTBEAT_URL) cannot be reached, or broke the connection.", await calling);
    }

    [Theory]
    [InlineData("secret-of-the-switch")]
    [InlineData("ftp://secret-of-the-switch/")]
    public async Task What_is_no_address_is_told_without_repeating_it(string address)
    {
        var fault = await Open(address).SucceededAsync(SlackBench.Cancel);
        Assert.StartsWith("The heartbeat was not called: HEARTBEAT_URL is no http or https address.", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_address_or_when_it_is_off_there_is_no_heartbeat()
    {
        Assert.Null(HttpHeartbeat.From(new StatusSettings(), () => _http, _clock));
        Assert.Null(HttpHeartbeat.From(Settings(_server.Address, new HeartbeatSettings { Enabled = false }), () => _http, _clock));
    }

    private static StatusSettings Settings(string address, HeartbeatSettings? settings) => new()
    {
        Messages = new MessageSettings { Heartbeat = settings ?? new HeartbeatSettings() },
        Secrets = new Secrets { HeartbeatAddress = new Secret(address) },
    };

    private IHeartbeat Open(string? address = null, HeartbeatSettings? settings = null) =>
        HttpHeartbeat.From(Settings(address ?? _server.Address, settings), () => _http, _clock)!;
}
