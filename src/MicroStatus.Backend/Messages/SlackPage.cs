using System.Text.Json;

namespace MicroStatus.Backend.Messages;

/// <summary>An answer that is one page of several.</summary>
internal static class SlackPage
{
    /// <summary>The page's items.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="name">The property that holds them.</param>
    /// <returns>The items; none when there is no such property.</returns>
    public static IEnumerable<JsonElement> Items(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    /// <summary>Where the next page begins.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The cursor; null when this is the last page.</returns>
    public static string? Next(JsonElement answer) =>
        answer.TryGetProperty("response_metadata", out var more) && SlackFaults.Text(more, "next_cursor") is { Length: > 0 } cursor ? cursor : null;
}
