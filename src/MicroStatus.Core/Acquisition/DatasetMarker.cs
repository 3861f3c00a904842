using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicroStatus.Acquisition;

/// <summary>The marker file in a dataset's folder: an object with at least <c>path</c>; keys of others are kept (lab.md §2).</summary>
/// <param name="Path">The path it was written for; null when the file is none of ours to read.</param>
/// <param name="Id">The dataset's id, where we wrote it.</param>
public sealed record DatasetMarker(string? Path, long? Id)
{
    /// <summary>Largest marker that is read, in bytes.</summary>
    public const int Limit = 64 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a marker; what is no JSON object gives a marker that knows nothing.</summary>
    /// <param name="content">The file.</param>
    /// <returns>The marker.</returns>
    public static DatasetMarker Read(ReadOnlyMemory<byte> content)
    {
        if (TryParse(content) is not { } marker)
        {
            return new DatasetMarker(null, null);
        }

        var path = marker["path"] is JsonValue text && text.TryGetValue(out string? value) ? value : null;
        long? id = marker["id"] is JsonValue number && number.TryGetValue(out long parsed) ? parsed : null;
        return new DatasetMarker(path, id);
    }

    /// <summary>A marker for a dataset, with whatever other keys an earlier one had.</summary>
    /// <param name="earlier">The earlier file, or empty.</param>
    /// <param name="path">The dataset's folder.</param>
    /// <param name="id">The dataset's id.</param>
    /// <returns>The file's content.</returns>
    public static byte[] Write(ReadOnlyMemory<byte> earlier, string path, long id)
    {
        var marker = TryParse(earlier) ?? [];
        marker["path"] = path;
        marker["id"] = id;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            marker.WriteTo(writer);
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static JsonObject? TryParse(ReadOnlyMemory<byte> content)
    {
        try
        {
            var marker = JsonNode.Parse(content.Span, documentOptions: Options) as JsonObject;
            _ = marker?.Count; // duplicate keys show here, not later
            return marker;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
