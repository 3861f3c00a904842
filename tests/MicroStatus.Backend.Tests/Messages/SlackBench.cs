using MicroStatus.Backend.Messages;
using MicroStatus.Configuration;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;
using MicroStatus.Testing.Slack;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>The adapter, and a server that behaves like Slack.</summary>
internal sealed class SlackBench : IAsyncDisposable
{
    public const string Lab = "C0LAB00001";

    public const string Post = "chat.postMessage";

    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = LabHttp.Create();

    public SlackBench(SlackServerOptions? options = null)
    {
        Server = new SlackServer((options ?? new SlackServerOptions()) with { Clock = Clock });
        Chat = Open();
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public WatchedClock Clock { get; } = new();

    public SlackServer Server { get; }

    public SlackChat Chat { get; }

    public SlackChat Open(string channel = "#lab", string? token = null, string? address = null) =>
        new(Settings(address ?? Server.Address.ToString(), token ?? Server.Token, channel), _http, Clock);

    public static StatusSettings Settings(string address, string? token, string? channel) => new()
    {
        Messages = new MessageSettings { SlackAddress = address, Timeout = Patience },
        Secrets = new Secrets
        {
            SlackToken = token is null ? null : new Secret(token),
            SlackChannel = channel is null ? null : new Secret(channel),
        },
    };

    public static ChatPost Message(string key, string text = "Imaging has finished.", ChatReceipt? thread = null, bool broadcast = false) =>
        new(key, new ChatContent { Severity = MessageSeverity.Information, Text = text }, thread, broadcast);

    public Task<ChatReceipt> PostAsync(string key, ChatReceipt? thread = null, bool broadcast = false) =>
        Chat.PostAsync(Message(key, thread: thread, broadcast: broadcast), Cancel);

    public Task<ChatReceipt?> FindAsync(string key, ChatReceipt? thread = null) => Chat.FindAsync(key, thread, Clock.GetUtcNow(), Cancel);

    /// <summary>The fault of a call that does not wait for the clock.</summary>
    public static async Task<ChatException> FaultAsync(Func<Task> act) => await Assert.ThrowsAsync<ChatException>(act);

    /// <summary>The fault of a call that is repeated: lets its pauses of one and two seconds pass.</summary>
    public async Task<ChatException> RepeatedFaultAsync(Func<Task> act)
    {
        var fault = Assert.ThrowsAsync<ChatException>(act);
        await Clock.PassAsync(TimeSpan.FromSeconds(1));
        await Clock.PassAsync(TimeSpan.FromSeconds(2));
        return await fault;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
    }
}
