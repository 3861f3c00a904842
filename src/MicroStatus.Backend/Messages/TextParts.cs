using System.Globalization;
using System.Text;

namespace MicroStatus.Backend.Messages;

/// <summary>Makes text safe to show, short enough, and finds the names in it.</summary>
internal static class TextParts
{
    private const char Ellipsis = '…';

    private const int ControlPictures = 0x2400;

    private const int DeletePicture = 0x2421;

    /// <summary>Splits a text at the names that stand in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">The names; of two that begin at one place the longer one counts, and a part of a word is no name.</param>
    /// <param name="limit">Most characters of all parts together; more are cut off, shown by an ellipsis.</param>
    /// <returns>The parts, none empty.</returns>
    public static IReadOnlyList<TextPart> Split(string text, IReadOnlyList<string> names, int limit)
    {
        var ordered = names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(name => name.Length).ToArray();
        var parts = new List<TextPart>();
        var plain = 0;
        var room = limit + 1;
        for (var at = 0; at < text.Length && at - plain <= room && room > 0;)
        {
            if (NameAt(text, at, ordered) is not { } name)
            {
                at++;
                continue;
            }

            Add(text[plain..at], isCode: false);
            Add(name, isCode: true);
            at += name.Length;
            plain = at;
        }

        var end = Math.Min(text.Length, plain + Math.Max(room, 0));
        Add(text[plain..end], isCode: false);
        if (end < text.Length)
        {
            parts[^1] = parts[^1] with { Text = parts[^1].Text + Ellipsis };
        }

        return Cut(parts, limit);

        void Add(string part, bool isCode)
        {
            if (part.Length > 0)
            {
                parts.Add(new TextPart(Clean(part, keepLines: !isCode), isCode));
                room -= parts[^1].Text.Length;
            }
        }
    }

    /// <summary>A text on one line without invisible characters that change how it is read, cut to a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">Most characters.</param>
    /// <returns>The text.</returns>
    public static string Line(string text, int limit) =>
        Shorten(text.Length <= limit ? Clean(text, keepLines: false) : Clean(text[..limit], keepLines: false) + Ellipsis, limit);

    /// <summary>Cuts a text, never in the middle of a character; shown by an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">Most characters.</param>
    /// <returns>The text.</returns>
    public static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
        {
            return text;
        }

        var end = limit - 1;
        return string.Concat(text.AsSpan(0, end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), [Ellipsis]);
    }

    private static string? NameAt(string text, int at, string[] names)
    {
        foreach (var name in names)
        {
            if (string.CompareOrdinal(text, at, name, 0, name.Length) == 0
                && !(at > 0 && char.IsLetterOrDigit(name[0]) && char.IsLetterOrDigit(text[at - 1]))
                && !(at + name.Length < text.Length && char.IsLetterOrDigit(name[^1]) && char.IsLetterOrDigit(text[at + name.Length])))
            {
                return name;
            }
        }

        return null;
    }

    private static List<TextPart> Cut(List<TextPart> parts, int limit)
    {
        var used = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var room = limit - used;
            used += parts[i].Text.Length;
            if (used > limit)
            {
                // A part that only just does not fit gives its place to the ellipsis.
                parts[i] = parts[i] with { Text = room > 0 ? Shorten(parts[i].Text, room) : string.Empty };
                parts.RemoveRange(i + 1, parts.Count - i - 1);
                if (room == 0)
                {
                    parts.RemoveAt(i);
                    parts[^1] = parts[^1] with { Text = Shorten(parts[^1].Text + Ellipsis, parts[^1].Text.Length) };
                }
            }
        }

        return parts;
    }

    private static string Clean(string text, bool keepLines)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in (keepLines ? text.ReplaceLineEndings("\n") : text).EnumerateRunes())
        {
            clean.Append(rune.Value switch
            {
                '\n' when keepLines => "\n",
                '\t' when keepLines => " ",
                < ' ' => ((char)(ControlPictures + rune.Value)).ToString(),
                0x7F => ((char)DeletePicture).ToString(),
                _ when IsDeceptive(rune) => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return clean.ToString();
    }

    // Turns the direction of writing, breaks a line, or is not seen at all. Joiners are letters' own business in some scripts.
    private static bool IsDeceptive(Rune rune) =>
        rune.Value is not (0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
