using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>The bodies of requests.</summary>
internal static class SlackBody
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>A body for <c>chat.postMessage</c>.</summary>
    /// <param name="channel">The channel, as configured.</param>
    /// <param name="post">The message.</param>
    /// <returns>The body.</returns>
    public static HttpContent Post(string channel, ChatPost post) => Object(writer =>
    {
        writer.WriteString("channel", post.Thread?.Channel ?? channel);
        WriteContent(writer, post.Content, post.Key);
        if (post.Thread is { } thread)
        {
            writer.WriteString("thread_ts", thread.Timestamp);
            writer.WriteBoolean("reply_broadcast", post.Broadcast);
        }

        writer.WriteBoolean("unfurl_links", false);
        writer.WriteBoolean("unfurl_media", false);
        writer.WriteBoolean("mrkdwn", false);
    });

    /// <summary>A body for <c>chat.update</c>.</summary>
    /// <param name="receipt">The message.</param>
    /// <param name="content">The new content.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The body.</returns>
    public static HttpContent Update(ChatReceipt receipt, ChatContent content, string key) => Object(writer =>
    {
        writer.WriteString("channel", receipt.Channel);
        writer.WriteString("ts", receipt.Timestamp);
        WriteContent(writer, content, key);
    });

    /// <summary>A body for <c>files.completeUploadExternal</c>.</summary>
    /// <param name="file">The file's id.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="channel">The channel's id.</param>
    /// <param name="thread">The thread's first message, or null.</param>
    /// <returns>The body.</returns>
    public static HttpContent ShareUpload(string file, string title, string channel, ChatReceipt? thread) => Object(writer =>
    {
        writer.WriteStartArray("files");
        writer.WriteStartObject();
        writer.WriteString("id", file);
        writer.WriteString("title", title);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("channel_id", channel);
        if (thread is not null)
        {
            writer.WriteString("thread_ts", thread.Timestamp);
        }
    });

    /// <summary>A body of fields, as the methods that read want it.</summary>
    /// <param name="fields">Names and values; those without a value are left out.</param>
    /// <returns>The body.</returns>
    public static HttpContent Form(params IEnumerable<(string Name, string? Value)> fields) =>
        new FormUrlEncodedContent(
            fields.Where(field => field.Value is not null).Select(field => new KeyValuePair<string, string>(field.Name, field.Value!)));

    // `parse` is said each time: chat.update would link names and channels by itself.
    private static void WriteContent(Utf8JsonWriter writer, ChatContent content, string key)
    {
        writer.WriteString("text", SlackText.Fallback(content));
        SlackText.WriteBlocks(writer, content);
        SlackMetadata.Write(writer, key);
        writer.WriteString("parse", "none");
        writer.WriteBoolean("link_names", false);
    }

    private static ReadOnlyMemoryContent Object(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new ReadOnlyMemoryContent(bytes.WrittenMemory) { Headers = { ContentType = Json } };
    }
}
