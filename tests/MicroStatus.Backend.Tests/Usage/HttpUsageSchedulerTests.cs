using System.Net;
using System.Net.Sockets;
using System.Text;
using MicroStatus.Backend.Messages;
using MicroStatus.Backend.Tests.Messages;
using MicroStatus.Backend.Usage;
using MicroStatus.Configuration;
using MicroStatus.Usage;

namespace MicroStatus.Backend.Tests.Usage;

public sealed class HttpUsageSchedulerTests : IAsyncDisposable
{
    private const string Json = "{\"RECORD_ID\":20260914143912000007,\"LABUSER\":\"ü\"}";

    private readonly HttpClient _http = LabHttp.Create();
    private readonly SchedulerServer _server = new();
    private readonly WatchedClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task A_report_is_posted_as_JSON_with_basic_authentication()
    {
        Assert.Equal(new UsageReply(UsageReplyState.Accepted, 201, "created", null), await PostAsync());
        Assert.Equal(
            new SchedulerCall("POST", "/usage", "application/json; charset=utf-8", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("lab:pass-of-the-scheduler")), Json),
            Assert.Single(_server.Calls));
        Assert.Equal(["20260914143912000007"], _server.Records);
    }

    [Theory]
    [InlineData(200, UsageReplyState.Accepted)]
    [InlineData(204, UsageReplyState.Accepted)]
    [InlineData(302, UsageReplyState.Refused)] // not followed: the password goes nowhere else
    [InlineData(400, UsageReplyState.Refused)]
    [InlineData(401, UsageReplyState.Refused)]
    [InlineData(429, UsageReplyState.Refused)]
    [InlineData(500, UsageReplyState.Unsure)] // it may be recorded
    [InlineData(503, UsageReplyState.Unsure)]
    public async Task The_status_says_what_came_of_it(int status, UsageReplyState state)
    {
        _server.Next.Enqueue(new SchedulerAnswer(status));
        var reply = await PostAsync();
        Assert.Equal((state, status), (reply.State, reply.Status));
        Assert.Equal(state == UsageReplyState.Accepted, reply.Reason is null);
        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task A_page_is_an_answer_on_one_line(int status)
    {
        _server.Next.Enqueue(new SchedulerAnswer(status, "<html>\r\n  <body>\tlogin </body>\n</html>\n"));
        Assert.Equal("<html> <body> login </body> </html>", (await PostAsync()).Body);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        _server.Next.Enqueue(new SchedulerAnswer(200, new string('x', 1_000_000)));
        var reply = await PostAsync();
        Assert.Equal((true, "(an answer of more than 65536 bytes)"), (reply.IsAccepted, reply.Body));
    }

    [Fact]
    public async Task Without_an_answer_in_time_nobody_knows()
    {
        _server.Next.Enqueue(new SchedulerAnswer(SchedulerAnswer.Silence) { Takes = true });
        var posting = PostAsync();
        await WaitForCallAsync();
        await _clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(new UsageReply(UsageReplyState.Unsure, null, string.Empty, "The scheduler did not answer within 30 s."), await posting);
    }

    [Fact]
    public async Task When_the_connection_breaks_instead_of_an_answer_nobody_knows()
    {
        _server.Next.Enqueue(new SchedulerAnswer(SchedulerAnswer.Broken) { Takes = true });
        Assert.Equal(new UsageReply(UsageReplyState.Unsure, null, string.Empty, "The connection to the scheduler broke before an answer came."), await PostAsync());
        Assert.Single(_server.Calls); // not repeated by the connection pool
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var reply = await PostAsync(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
        Assert.Equal((UsageReplyState.NotSent, "The scheduler at 127.0.0.1 cannot be reached."), (reply.State, reply.Reason));
    }

    [Fact]
    public async Task What_a_server_echoes_of_the_password_is_masked()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("lab:pass-of-the-scheduler"));
        _server.Next.Enqueue(new SchedulerAnswer(400, $"bad: Basic {basic} pass-of-the-scheduler"));
        Assert.Equal("bad: Basic *** ***", (await PostAsync()).Body);
    }

    [Fact]
    public async Task Who_stops_stops_at_once()
    {
        _server.Next.Enqueue(new SchedulerAnswer(SchedulerAnswer.Silence));
        using var stop = new CancellationTokenSource();
        var stopping = Assert.ThrowsAsync<OperationCanceledException>(() => Open(_server.Address).PostAsync(Json, stop.Token));
        await WaitForCallAsync();
        await stop.CancelAsync();
        await stopping;
    }

    [Theory]
    [InlineData(null, "p", "https://x/", "SCHEDULER_USER.")]
    [InlineData("u", null, "https://x/", "SCHEDULER_PASS.")]
    [InlineData(null, null, null, "SCHEDULER_USER and SCHEDULER_PASS and Usage:Address.")]
    public void What_is_missing_is_named(string? user, string? password, string? address, string names)
    {
        var settings = Settings(address) with { Secrets = new Secrets { SchedulerUser = user is null ? null : new Secret(user), SchedulerPassword = password is null ? null : new Secret(password) } };
        var error = Assert.Throws<StatusException>(() => HttpUsageScheduler.From(settings, () => _http, _clock));
        Assert.Equal("UsageNotConfigured", error.ErrorId);
        Assert.EndsWith(names, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_never_travels_unencrypted() =>
        Assert.Equal("UsageAddressUnsafe", Assert.Throws<StatusException>(() => Open("http://scheduler.example/")).ErrorId);

    private static StatusSettings Settings(string? address) => new()
    {
        Usage = new UsageSettings { Address = address },
        Secrets = new Secrets { SchedulerUser = new Secret(SchedulerServer.User), SchedulerPassword = new Secret(SchedulerServer.Password) },
    };

    private HttpUsageScheduler Open(string address) => HttpUsageScheduler.From(Settings(address), () => _http, _clock);

    private Task<UsageReply> PostAsync(string? address = null) => Open(address ?? _server.Address).PostAsync(Json, Cancel);

    private async Task WaitForCallAsync()
    {
        while (_server.Calls.Count == 0)
        {
            await Task.Yield();
        }
    }
}
