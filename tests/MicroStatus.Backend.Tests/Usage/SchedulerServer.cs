using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MicroStatus.Backend.Tests.Usage;

/// <summary>A scheduler on loopback: it keeps every record that it takes, and answers what a test plans; otherwise it takes what comes.</summary>
internal sealed class SchedulerServer : IAsyncDisposable
{
    public const string User = "lab";
    public const string Password = "pass-of-the-scheduler";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _records = new();
    private readonly ConcurrentQueue<SchedulerCall> _calls = new();
    private readonly List<Task> _serving = [];

    public SchedulerServer()
    {
        _listener.Start();
        _serving.Add(ServeAsync());
    }

    public string Address => FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/usage");

    /// <summary>What comes next; then records are taken again.</summary>
    public ConcurrentQueue<SchedulerAnswer> Next { get; } = new();

    public IReadOnlyList<SchedulerCall> Calls => [.. _calls];

    /// <summary>The numbers of the records that it took, in order, each as often as it was taken.</summary>
    public IReadOnlyList<string> Records => [.. _records];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([.. _serving]);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_stop.Token);
                await AnswerAsync(socket);
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is OperationCanceledException or SocketException or InvalidOperationException))
        {
            // Disposed: nobody is listened to any more.
        }
    }

    // One request a connection.
    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket);
            var call = await ReadAsync(stream);
            var answer = Next.TryDequeue(out var planned) ? planned : new SchedulerAnswer(201, "created");
            if (answer.Takes)
            {
                using var json = JsonDocument.Parse(call.Body);
                _records.Enqueue(json.RootElement.GetProperty("RECORD_ID").GetRawText());
            }

            _calls.Enqueue(call);
            switch (answer.Status)
            {
                case SchedulerAnswer.Silence:
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                    return;
                case SchedulerAnswer.Broken:
                    socket.LingerState = new LingerOption(enable: true, 0);
                    return;
                default:
                    await stream.WriteAsync(Write(answer), _stop.Token);
                    return;
            }
        }
        catch (IOException)
        {
            // The client went away.
        }
    }

    private static byte[] Write(SchedulerAnswer answer)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {answer.Status} Answer\r\nContent-Type: text/html; charset=utf-8\r\nLocation: /elsewhere\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. answer.Status == 204 ? [] : body];
    }

    private async Task<SchedulerCall> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. bytes.TakeLast(4)]).Equals("\r\n\r\n", StringComparison.Ordinal))
        {
            bytes.Add(await stream.ReadAsync(one, _stop.Token) == 1 ? one[0] : throw new IOException("No request."));
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var request = lines[0].Split(' ');
        return new SchedulerCall(request[0], request[1], headers["Content-Type"], headers.GetValueOrDefault("Authorization"), Encoding.UTF8.GetString(body));
    }
}
