using System.Text;
using System.Text.Json;
using MicroStatus.Messages;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Backend.Messages;

/// <summary>Gives a message Slack's form: Block Kit blocks, and the plain text that notifications and screen readers use.</summary>
/// <remarks>
/// <para>Text stands in <c>rich_text</c> blocks, whose elements say of themselves what they are: Slack parses nothing in them, so no name
/// can format, link or
/// mention. The footer is <c>plain_text</c>, which is shown as it is but for <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>, escaped there and
/// in the plain text.</para>
/// <para>Slack takes 3,000 characters in a text and about 13,000 in all blocks (<c>msg_blocks_too_long</c>), and recommends 4,000 for the
/// plain text. The
/// lengths here stay below them.</para>
/// </remarks>
internal static class SlackText
{
    /// <summary>Most characters of the plain text.</summary>
    public const int LongestFallback = 4000;

    /// <summary>Most characters of the message's text.</summary>
    public const int LongestText = 3000;

    /// <summary>Most characters of all facts together.</summary>
    public const int LongestFacts = 3000;

    /// <summary>Most facts.</summary>
    public const int MostFacts = 40;

    private const int LongestName = 100;

    private const int LongestValue = 1000;

    private const int LongestFooter = 500;

    private const string Nothing = "(no text)";

    // Between @ and what follows: not seen, and no mention any more.
    private const string Unlinked = "@\u2060";

    /// <summary>The plain text.</summary>
    /// <param name="content">The message.</param>
    /// <returns>At most <see cref="LongestFallback"/> characters, escaped; never empty.</returns>
    public static string Fallback(ChatContent content)
    {
        var text = new StringBuilder();
        foreach (var part in Sign(content.Severity, "⚠ ", "🚨 ").Concat(Text(content).Select(part => part.Text)))
        {
            text.Append(part);
        }

        foreach (var (name, value, _) in Facts(content))
        {
            text.Append('\n').Append(name).Append(": ").Append(value);
        }

        if (Footer(content) is { } footer)
        {
            text.Append('\n').Append(footer);
        }

        return Escape(text.ToString(), LongestFallback);
    }

    /// <summary>Writes the property <c>blocks</c>: the text, the facts and the footer.</summary>
    /// <param name="writer">Writes it.</param>
    /// <param name="content">The message.</param>
    public static void WriteBlocks(Utf8JsonWriter writer, ChatContent content)
    {
        writer.WriteStartArray("blocks");
        WriteText(writer, content);
        WriteFacts(writer, Facts(content));
        if (Footer(content) is { } footer)
        {
            WriteFooter(writer, Escape(footer, LongestFooter));
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, ChatContent content)
    {
        StartBlock(writer, "rich_text");
        StartBlock(writer, "rich_text_section");
        foreach (var sign in Sign(content.Severity, "warning", "rotating_light"))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "emoji");
            writer.WriteString("name", sign);
            writer.WriteEndObject();
            WriteElement(writer, " ");
        }

        foreach (var part in Text(content))
        {
            WriteElement(writer, part.Text, part.IsCode ? "code" : null);
        }

        EndBlock(writer);
        EndBlock(writer);
    }

    private static void WriteFacts(Utf8JsonWriter writer, IReadOnlyList<ChatFact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        StartBlock(writer, "rich_text");
        StartBlock(writer, "rich_text_list", "bullet");
        foreach (var (name, value, isCode) in facts)
        {
            StartBlock(writer, "rich_text_section");
            WriteElement(writer, name, "bold");
            WriteElement(writer, ": ");
            WriteElement(writer, value, isCode ? "code" : null);
            EndBlock(writer);
        }

        EndBlock(writer);
        EndBlock(writer);
    }

    private static void WriteFooter(Utf8JsonWriter writer, string footer)
    {
        StartBlock(writer, "context");
        writer.WriteStartObject();
        writer.WriteString("type", "plain_text");
        writer.WriteString("text", footer);
        writer.WriteBoolean("emoji", false);
        writer.WriteEndObject();
        EndBlock(writer);
    }

    private static void StartBlock(Utf8JsonWriter writer, string type, string? style = null)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        if (style is not null)
        {
            writer.WriteString("style", style);
        }

        writer.WriteStartArray("elements");
    }

    private static void EndBlock(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter writer, string text, string? style = null)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        if (style is not null)
        {
            writer.WriteStartObject("style");
            writer.WriteBoolean(style, true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<string> Sign(MessageSeverity severity, string warning, string critical) => severity switch
    {
        MessageSeverity.Warning => [warning],
        MessageSeverity.Critical => [critical],
        _ => [],
    };

    private static IReadOnlyList<TextPart> Text(ChatContent content) =>
        TextParts.Split(string.IsNullOrWhiteSpace(content.Text) ? Nothing : content.Text, content.Code, LongestText);

    private static string? Footer(ChatContent content) =>
        string.IsNullOrWhiteSpace(content.Footer) ? null : TextParts.Line(content.Footer, LongestFooter);

    // What does not fit is counted, so that nobody takes the rest for the whole.
    private static IReadOnlyList<ChatFact> Facts(ChatContent content)
    {
        var shown = new List<ChatFact>();
        var room = LongestFacts;
        foreach (var fact in content.Facts)
        {
            var name = Given(TextParts.Line(fact.Name, LongestName));
            var value = Given(TextParts.Line(fact.Value, LongestValue));
            room -= name.Length + value.Length;
            if (room < 0 || shown.Count == MostFacts)
            {
                shown.Add(new ChatFact("…", $"and {content.Facts.Count - shown.Count} more"));
                break;
            }

            shown.Add(new ChatFact(name, value, fact.IsCode));
        }

        return shown;
    }

    private static string Given(string text) => string.IsNullOrWhiteSpace(text) ? "–" : text;

    private static string Escape(string text, int limit)
    {
        var escaped = new StringBuilder(text.Length);
        var fits = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '@' => Unlinked,
                _ => rune.ToString(),
            });
            if (escaped.Length < limit)
            {
                fits = escaped.Length;
            }
            else if (escaped.Length > limit)
            {
                return escaped.Remove(fits, escaped.Length - fits).Append('…').ToString();
            }
        }

        return escaped.ToString();
    }
}
