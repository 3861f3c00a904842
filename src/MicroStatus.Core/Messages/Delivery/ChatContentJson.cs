using System.Text.Json;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>What a message shows, as a text that is kept.</summary>
internal static class ChatContentJson
{
    /// <summary>Writes.</summary>
    /// <param name="content">The content.</param>
    /// <returns>JSON.</returns>
    public static string Write(ChatContent content) => JsonSerializer.Serialize(content, ContentContext.Default.ChatContent);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">JSON.</param>
    /// <returns>The content; null when it is none.</returns>
    public static ChatContent? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ContentContext.Default.ChatContent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
