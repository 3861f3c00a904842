using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MicroStatus.Backend.Tests.Processing;

/// <summary>A server on loopback that gives each caller the same bytes, and then hangs up, or says nothing at all.</summary>
internal sealed class CountServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _serving = [];

    /// <summary>Starts; null answers nothing and keeps the line open.</summary>
    public CountServer(string? answer, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving.Add(ServeAsync(answer));
    }

    public int Port { get; }

    public static string Http(string body, string status = "200 OK", string type = "application/json") =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([.. _serving]);
        _stop.Dispose();
    }

    private async Task ServeAsync(string? answer)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = client.GetStream();
                _ = await stream.ReadAtLeastAsync(new byte[16], 16, throwOnEndOfStream: false, _stop.Token);
                if (answer is null)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer!), _stop.Token);
            }
        }
        catch (Exception e) when (_stop.IsCancellationRequested && (e is OperationCanceledException or SocketException or InvalidOperationException or IOException))
        {
            // Disposed: nobody is served any more.
        }
    }
}
