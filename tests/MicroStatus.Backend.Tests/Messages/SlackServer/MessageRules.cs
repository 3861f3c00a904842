using System.Text.Json;

namespace MicroStatus.Testing.Slack;

/// <summary>What Slack demands of a message.</summary>
internal static class MessageRules
{
    private const int LongestText = 40_000;

    private const int LongestBlocks = 13_000;

    private const int MostBlocks = 50;

    public static string? Refusal(CallArguments arguments)
    {
        var text = arguments.Text("text");
        var blocks = arguments.Element("blocks");
        if (string.IsNullOrEmpty(text) && blocks is null)
        {
            return "no_text";
        }

        if (text?.Length > LongestText)
        {
            return "msg_too_long";
        }

        if (arguments.Element("metadata") is { } metadata && !(metadata.TryGetProperty("event_type", out _) && metadata.TryGetProperty("event_payload", out _)))
        {
            return "invalid_metadata_format";
        }

        var texts = blocks is { } shown ? Texts(shown).ToArray() : [];
        return blocks?.GetArrayLength() > MostBlocks || texts.Any(string.IsNullOrEmpty) ? "invalid_blocks"
            : texts.Sum(part => part!.Length) > LongestBlocks ? "msg_blocks_too_long"
            : null;
    }

    private static IEnumerable<string?> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()] : Texts(property.Value)),
        _ => [],
    };

    public static string? Key(JsonElement? metadata) =>
        metadata is { } found && found.GetProperty("event_payload").TryGetProperty("key", out var key) ? key.GetString() : null;
}
