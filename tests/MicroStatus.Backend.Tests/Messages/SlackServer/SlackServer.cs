using System.Net;
using System.Net.Sockets;

namespace MicroStatus.Testing.Slack;

/// <summary>
/// A server on loopback that behaves like the Slack Web API. It keeps what it accepted, in order, so that a test can ask what was lost and
/// what came twice; what goes
/// wrong is up to <see cref="Faults"/>. Other processes may call it by its <see cref="Address"/>; it lives until it is disposed.
/// </summary>
public sealed class SlackServer : IAsyncDisposable
{
    internal const string UploadMethod = "upload";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private readonly CancellationTokenSource _stop = new();

    private readonly Lock _lock = new();

    private readonly List<ReceivedCall> _calls = [];

    private readonly List<Task> _connections = [];

    private readonly HashSet<Socket> _sockets = [];

    private readonly SlackWorkspace _workspace;

    private readonly Task _listening;

    private TaskCompletionSource _arrival = NewArrival();

    /// <summary>Starts the server on a free port.</summary>
    public SlackServer(SlackServerOptions? options = null)
    {
        _workspace = new SlackWorkspace(options ?? new SlackServerOptions(), () => Address.ToString());
        _listener.Start();
        _listening = ListenAsync();
    }

    /// <summary>The base address: what <c>Messages:SlackAddress</c> is set to.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/");

    /// <summary>What goes wrong; by default what a test plans.</summary>
    public IFaultPlan Faults { get; set; } = new PlannedFaults();

    /// <summary>The planned faults.</summary>
    public PlannedFaults Planned => (PlannedFaults)Faults;

    /// <summary>What the token may do; can be changed at any time.</summary>
    public IReadOnlySet<string> Scopes
    {
        get => Locked(() => _workspace.Scopes);
        set => Locked(() => _workspace.Scopes = value);
    }

    /// <summary>The one token that is valid; can be changed at any time.</summary>
    public string Token
    {
        get => Locked(() => _workspace.Token);
        set => Locked(() => _workspace.Token = value);
    }

    /// <summary>The messages that were accepted, in order, each as it stands now.</summary>
    public IReadOnlyList<AcceptedMessage> Accepted => Locked(() => _workspace.Messages.ToArray());

    /// <summary>All calls that arrived, in order.</summary>
    public IReadOnlyList<ReceivedCall> Calls => Locked(() => _calls.ToArray());

    /// <summary>Keys that were accepted more than once.</summary>
    public IReadOnlyList<string> Duplicates() =>
    [
        .. Accepted.Select(message => message.Key).OfType<string>().GroupBy(key => key, StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key),
    ];

    /// <summary>Those of the given keys that were never accepted.</summary>
    public IReadOnlyList<string> Lost(IEnumerable<string> keys)
    {
        var accepted = Accepted.Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
        return [.. keys.Where(key => !accepted.Contains(key))];
    }

    /// <summary>What is seen in a channel without opening a thread, in order.</summary>
    public IReadOnlyList<AcceptedMessage> Shown(string channel) =>
        [.. Accepted.Where(message => message.Channel == channel && (message.Thread is null || message.IsBroadcast))];

    /// <summary>The replies in a thread, in order.</summary>
    public IReadOnlyList<AcceptedMessage> Replies(string thread) => [.. Accepted.Where(message => message.Thread == thread)];

    /// <summary>Somebody removes a message.</summary>
    public void Remove(string timestamp) => Locked(() =>
    {
        _workspace.Remove(timestamp);
        return true;
    });

    /// <summary>Waits until a method was called so many times; the call may still be unanswered.</summary>
    public async Task<ReceivedCall> CallAsync(string method, int number, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_calls.Find(call => call.Method == method && call.OrderOfMethod == number) is { } found)
                {
                    return found;
                }

                arrival = _arrival.Task;
            }

            await arrival.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var socket in Locked(() => _sockets.ToArray()))
        {
            socket.Dispose();
        }

        await Task.WhenAll([_listening, .. Locked(() => _connections.ToArray())]);
        _stop.Dispose();
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T Locked<T>(Func<T> act)
    {
        lock (_lock)
        {
            return act();
        }
    }

    private async Task ListenAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                Locked(() => _sockets.Add(socket));
                var connection = ServeAsync(socket);
                Locked(() => _connections.RemoveAll(done => done.IsCompleted));
                Locked(() =>
                {
                    _connections.Add(connection);
                    return true;
                });
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is OperationCanceledException or InvalidOperationException or SocketException))
        {
            // Disposed: nobody is listened to any more.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        try
        {
            var exchange = new HttpExchange(socket);
            while (await exchange.ReadAsync(_stop.Token) is { } request && await AnswerAsync(exchange, request))
            {
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The caller went away, was killed, or the server was disposed.
        }
        finally
        {
            Locked(() => _sockets.Remove(socket));
            socket.Dispose();
        }
    }

    // True when the connection can take another request.
    private async Task<bool> AnswerAsync(HttpExchange exchange, HttpRequest request)
    {
        var (fault, answer) = Locked(() => Receive(request));
        switch (fault.Kind)
        {
            case FaultKind.HangBefore or FaultKind.HangAfter:
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
            case FaultKind.ResetBefore or FaultKind.ResetAfter:
                exchange.Reset();
                return false;
            case FaultKind.CutAfter:
                await exchange.CutAsync(answer, _stop.Token);
                return false;
            case FaultKind.StallAfter:
                await exchange.WriteHalfAsync(answer, _stop.Token);
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return false;
            case FaultKind.SlowAfter:
                await exchange.DripAsync(answer, _stop.Token);
                return true;
            default:
                await exchange.WriteAsync(answer, _stop.Token);
                return true;
        }
    }

    private (SlackFault Fault, HttpAnswer Answer) Receive(HttpRequest request)
    {
        var method = request.Target.StartsWith($"/api/{UploadMethod}/", StringComparison.Ordinal)
            ? UploadMethod
            : request.Target[(request.Target.LastIndexOf('/') + 1)..];
        var call = new ReceivedCall(
            _calls.Count + 1, _calls.Count(earlier => earlier.Method == method) + 1, method, request.Target, request.Headers, request.Body);
        var fault = Faults.For(call);
        HttpAnswer answer = fault.Kind switch
        {
            FaultKind.Refuse => HttpAnswer.Refused(fault.Word, fault.RetryAfter),
            FaultKind.TooMany => HttpAnswer.TooMany(fault.RetryAfter),
            FaultKind.FailBefore or FaultKind.HangBefore or FaultKind.ResetBefore => HttpAnswer.Page(fault.Status),
            FaultKind.FailAfter => Accept(HttpAnswer.Page(fault.Status)),
            FaultKind.GarbageAfter => Accept(HttpAnswer.Page(200)),
            _ => _workspace.Answer(call),
        };

        // Heard of only now, so that who waits for the call finds what it did.
        _calls.Add(call);
        var arrival = _arrival;
        _arrival = NewArrival();
        arrival.SetResult();
        return (fault, answer);

        HttpAnswer Accept(HttpAnswer shown)
        {
            _workspace.Answer(call);
            return shown;
        }
    }
}
