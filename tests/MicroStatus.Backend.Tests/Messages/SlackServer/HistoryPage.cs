using System.Globalization;
using System.Text.Json.Nodes;

namespace MicroStatus.Testing.Slack;

/// <summary>Pages of a channel's or a thread's messages.</summary>
internal static class HistoryPage
{
    public static HttpAnswer Make(
        CallArguments arguments, int limit, IEnumerable<AcceptedMessage> messages, Func<AcceptedMessage, string, bool> isBeyond, AcceptedMessage[] head)
    {
        var cursor = arguments.Text("cursor");
        var oldest = decimal.Parse(arguments.Text("oldest") ?? "0", CultureInfo.InvariantCulture);
        var size = Math.Min(arguments.Number("limit", 100), limit);
        var left = messages
            .Where(message => decimal.Parse(message.Timestamp, CultureInfo.InvariantCulture) >= oldest && (cursor is null || isBeyond(message, cursor)))
            .ToArray();
        var page = left.Take(size).ToArray();
        var hasMore = left.Length > size;
        var shown = head.Concat(page).Select(message => Show(message, arguments.Flag("include_all_metadata")));
        return HttpAnswer.Ok(new JsonObject
        {
            ["messages"] = new JsonArray([.. shown]),
            ["has_more"] = hasMore,
            ["response_metadata"] = new JsonObject { ["next_cursor"] = hasMore ? page[^1].Timestamp : string.Empty },
        });
    }

    public static JsonObject Show(AcceptedMessage message, bool withMetadata)
    {
        var shown = new JsonObject { ["type"] = "message", ["ts"] = message.Timestamp, ["text"] = message.Text, ["bot_id"] = "B0BOT00001" };
        if (message.Thread is not null)
        {
            shown["thread_ts"] = message.Thread;
        }

        if (message.IsBroadcast)
        {
            shown["subtype"] = "thread_broadcast";
        }

        if (message.Blocks is { } blocks)
        {
            shown["blocks"] = JsonNode.Parse(blocks.GetRawText());
        }

        if (message.File is { } file)
        {
            shown["files"] = new JsonArray(new JsonObject { ["id"] = file.Id, ["name"] = file.Name, ["title"] = file.Title });
        }

        if (withMetadata && message.Metadata is { } metadata)
        {
            shown["metadata"] = JsonNode.Parse(metadata.GetRawText());
        }

        return shown;
    }
}
