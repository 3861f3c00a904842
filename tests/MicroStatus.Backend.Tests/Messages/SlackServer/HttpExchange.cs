using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MicroStatus.Testing.Slack;

/// <summary>One connection: reads requests and writes answers, whole or broken.</summary>
internal sealed class HttpExchange(Socket socket)
{
    private const int LongestHead = 64 * 1024;

    private readonly NetworkStream _stream = new(socket);

    private byte[] _buffer = new byte[4096];

    private int _filled;

    /// <summary>The next request; null when the client has closed the connection.</summary>
    public async Task<HttpRequest?> ReadAsync(CancellationToken stop)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_filled > LongestHead || !await FillAsync(stop))
            {
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString(_buffer, 0, end).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var whole = end + 4 + length;
        while (_filled < whole)
        {
            if (!await FillAsync(stop))
            {
                return null;
            }
        }

        var body = _buffer.AsSpan(end + 4, length).ToArray();
        _buffer.AsSpan(whole, _filled - whole).CopyTo(_buffer);
        _filled -= whole;
        return new HttpRequest(lines[0].Split(' ')[1], headers, body);
    }

    public async Task WriteAsync(HttpAnswer answer, CancellationToken stop)
    {
        byte[] whole = [.. Head(answer), .. answer.Body];
        await _stream.WriteAsync(whole, stop);
    }

    /// <summary>Writes an answer whole, a few bytes at a time.</summary>
    public async Task DripAsync(HttpAnswer answer, CancellationToken stop)
    {
        await _stream.WriteAsync(Head(answer), stop);
        foreach (var piece in answer.Body.Chunk(32))
        {
            await Task.Delay(1, stop);
            await _stream.WriteAsync(piece, stop);
        }
    }

    /// <summary>Writes the first half of an answer and closes.</summary>
    public async Task CutAsync(HttpAnswer answer, CancellationToken stop)
    {
        await WriteHalfAsync(answer, stop);
        socket.Shutdown(SocketShutdown.Both);
    }

    /// <summary>Writes the first half of an answer.</summary>
    public async Task WriteHalfAsync(HttpAnswer answer, CancellationToken stop)
    {
        await _stream.WriteAsync(Head(answer), stop);
        await _stream.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), stop);
    }

    /// <summary>Ends the connection so that the other side sees a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, 0);
        socket.Close();
    }

    private static byte[] Head(HttpAnswer answer)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Answer\r\nContent-Type: {answer.ContentType}\r\n");
        if (answer.RetryAfter is { } pause)
        {
            head.Append(CultureInfo.InvariantCulture, $"Retry-After: {pause}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await _stream.ReadAsync(_buffer.AsMemory(_filled), stop);
        _filled += read;
        return read > 0;
    }
}
