using System.Text;

namespace MicroStatus.Messages.Catalogue;

/// <summary>A message's text, read once: words, placeholders, and parts in square brackets that are left out together with an empty placeholder.</summary>
/// <remarks>Values are put in as they are: what looks like a placeholder in a folder's name stays a name.</remarks>
internal sealed class MessageTemplate
{
    private const string ClosingMarks = ".,;:!?)";

    private readonly IReadOnlyList<TemplatePart> _parts;

    private MessageTemplate(IReadOnlyList<TemplatePart> parts) => _parts = parts;

    /// <summary>Names of the placeholders that it holds.</summary>
    public IEnumerable<string> Placeholders => _parts.Where(part => part.IsPlaceholder).Select(part => part.Text);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="placeholders">The placeholders that it may hold.</param>
    /// <param name="fault">What is wrong with it, in a phrase, or null.</param>
    /// <returns>The template; null when something is wrong.</returns>
    public static MessageTemplate? Read(string text, IReadOnlyList<MessagePlaceholder> placeholders, out string? fault)
    {
        var reader = new TemplateReader(text, placeholders);
        fault = reader.Read();
        return fault is null ? new MessageTemplate(reader.Parts) : null;
    }

    /// <summary>Puts values in.</summary>
    /// <param name="values">A value for each placeholder.</param>
    /// <returns>The text, and the names in it.</returns>
    public MessageValue Fill(IReadOnlyDictionary<string, MessageValue> values)
    {
        var text = new StringBuilder();
        var names = new List<string>();
        var isBlank = false; // the last character is a blank of the template's own
        var isGap = false;
        foreach (var part in _parts)
        {
            if (IsLeftOut(part, values))
            {
                isGap = true;
                continue;
            }

            if (part.IsPlaceholder)
            {
                text.Append(values[part.Text].Text);
                names.AddRange(values[part.Text].Names);
                isBlank = false;
            }
            else
            {
                isBlank = AppendWords(text, part.Text, isBlank, isGap);
            }

            isGap = false;
        }

        Trim(text, isBlank);
        var whole = text.ToString();
        return new MessageValue(whole, [.. names.Distinct(StringComparer.Ordinal).Where(name => whole.Contains(name, StringComparison.Ordinal))]);
    }

    private bool IsLeftOut(TemplatePart part, IReadOnlyDictionary<string, MessageValue> values) => part.Group is { } group
        ? _parts.Any(other => other.Group == group && other.IsPlaceholder && values[other.Text].Text.Length == 0)
        : part.IsPlaceholder && values[part.Text].Text.Length == 0;

    // Where something was left out, the blanks on both sides of it become one, and none stays before a full stop.
    private static bool AppendWords(StringBuilder text, string words, bool isBlank, bool isGap)
    {
        if (text.Length == 0)
        {
            words = words.TrimStart(' ');
        }
        else if (isGap && isBlank)
        {
            words = words.TrimStart(' ');
            Trim(text, words.Length > 0 && ClosingMarks.Contains(words[0], StringComparison.Ordinal));
        }

        text.Append(words);
        return words.Length == 0 ? isBlank : words[^1] == ' ';
    }

    private static void Trim(StringBuilder text, bool isBlank)
    {
        while (isBlank && text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }
    }
}
