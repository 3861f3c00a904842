namespace MicroStatus.Backend.Messages;

/// <summary>Reads an answer's body up to a bound.</summary>
internal static class BoundedBody
{
    private const int First = 16 * 1024;

    /// <summary>Reads a body.</summary>
    /// <param name="content">The body.</param>
    /// <param name="limit">Most bytes that are read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The bytes; null when there are more than the bound.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[Math.Min(First, limit + 1)];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0)
            {
                return bytes.AsMemory(0, length);
            }

            if (length > limit)
            {
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, limit + 1));
            }
        }
    }
}
