using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>A server on loopback that behaves like a dead man's switch, and answers what a test plans: 200, unless something else is next.</summary>
internal sealed class SwitchServer : IAsyncDisposable
{
    /// <summary>No answer at all.</summary>
    public const int Silence = 0;

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Call, string Body)> _calls = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _serving = [];

    public SwitchServer()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{Port}/"));
        _listener.Start();
        _serving.Add(ServeAsync());
    }

    public int Port { get; }

    public string Address => FormattableString.Invariant($"http://127.0.0.1:{Port}/secret-of-the-switch");

    public ConcurrentQueue<int> Next { get; } = new();

    /// <summary>What was called, as <c>GET /path</c>, in order.</summary>
    public IEnumerable<string> Calls => _calls.Select(call => call.Call);

    public string LastBody => _calls.Last().Body;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Close();
        await Task.WhenAll([.. _serving]);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                _calls.Enqueue(($"{context.Request.HttpMethod} {context.Request.RawUrl}", await reader.ReadToEndAsync(_stop.Token)));
                var status = Next.TryDequeue(out var planned) ? planned : 200;
                if (status != Silence)
                {
                    context.Response.StatusCode = status;
                    context.Response.Close();
                }
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is HttpListenerException or ObjectDisposedException or OperationCanceledException or InvalidOperationException))
        {
            // Disposed: nobody is listened to any more.
        }
    }
}
