using System.Text;
using System.Text.Json;

namespace MicroStatus.Backend.Messages;

/// <summary>A message's key as Slack keeps it: in the message's metadata, which no person sees.</summary>
internal static class SlackMetadata
{
    private const string EventType = "microstatus_message";

    /// <summary>Writes the property <c>metadata</c>.</summary>
    /// <param name="writer">Writes it.</param>
    /// <param name="key">The key.</param>
    public static void Write(Utf8JsonWriter writer, string key)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("event_type", EventType);
        writer.WriteStartObject("event_payload");
        writer.WriteString("key", WellFormed(key));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Whether a message carries a key.</summary>
    /// <param name="message">The message, as the channel's history gives it.</param>
    /// <param name="key">The key.</param>
    /// <returns>True when it does.</returns>
    public static bool Carries(JsonElement message, string key)
    {
        if (message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("metadata", out var metadata)
            || SlackFaults.Text(metadata, "event_type") != EventType
            || !metadata.TryGetProperty("event_payload", out var payload)
            || SlackFaults.Text(payload, "key") is not { } found)
        {
            return false;
        }

        return Means(found, WellFormed(key));
    }

    /// <summary>Whether a text that comes back is the one that was sent: it may have the three characters escaped that are special to Slack.</summary>
    /// <param name="found">The text that came back, or null.</param>
    /// <param name="sent">The text that was sent.</param>
    /// <returns>True when it is.</returns>
    public static bool Means(string? found, string sent) => found is not null && (found == sent || Unescaped(found) == sent);

    private static string Unescaped(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    // Half a character of UTF-16 cannot travel as JSON.
    private static string WellFormed(string key)
    {
        var text = new StringBuilder(key.Length);
        foreach (var rune in key.EnumerateRunes())
        {
            text.Append(rune.ToString());
        }

        return text.ToString();
    }
}
