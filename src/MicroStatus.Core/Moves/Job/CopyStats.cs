using System.Text.Json;

namespace MicroStatus.Moves.Job;

/// <summary>How far a copy is, as a line of rclone's log tells it (file <see cref="MoveWork.Progress"/>).</summary>
/// <param name="BytesDone">Bytes copied by this run.</param>
/// <param name="BytesTotal">Bytes that this run has to copy, as far as it has looked.</param>
/// <param name="BytesPerSecond">Bytes a second.</param>
/// <param name="Eta">Time left; null when it is not known.</param>
public sealed record CopyStats(long BytesDone, long BytesTotal, double BytesPerSecond, TimeSpan? Eta)
{
    // A copy that stands still has an end in the far future, which tells nobody anything.
    private static readonly TimeSpan LongestEta = TimeSpan.FromDays(365);

    /// <summary>Reads the newest line that tells how far the copy is. Lines that are torn, or are no such lines, are left out.</summary>
    /// <param name="log">The log, or its end.</param>
    /// <returns>How far it is; null when no line tells.</returns>
    public static CopyStats? ReadNewest(string log)
    {
        for (var end = log.Length; end > 0;)
        {
            var start = log.LastIndexOf('\n', end - 1) + 1;
            if (ReadLine(log.AsMemory(start..end)) is { } stats)
            {
                return stats;
            }

            end = start - 1;
        }

        return null;
    }

    private static CopyStats? ReadLine(ReadOnlyMemory<char> line)
    {
        if (!line.Span.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("stats", out var stats) && stats.ValueKind == JsonValueKind.Object ? ReadStats(stats) : null;
        }
        catch (JsonException)
        {
            return null; // torn: it is being written, or the end of the log begins within it
        }
    }

    private static CopyStats? ReadStats(JsonElement stats) =>
        Number(stats, "bytes") is { } done && Number(stats, "totalBytes") is { } total
            ? new CopyStats((long)done, (long)total, Number(stats, "speed") ?? 0, Number(stats, "eta") is { } eta && eta <= LongestEta.TotalSeconds ? TimeSpan.FromSeconds(eta) : null)
            : null;

    // No file system holds 2^62 bytes.
    private static double? Number(JsonElement stats, string name) =>
        stats.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and < 4.6e18
            ? number
            : null;
}
