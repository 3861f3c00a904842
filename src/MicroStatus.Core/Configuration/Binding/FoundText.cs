using System.Text;

namespace MicroStatus.Configuration.Binding;

/// <summary>Shows what was found in a problem: short, on one line, without control characters.</summary>
internal static class FoundText
{
    private const int Longest = 80;

    /// <summary>Quotes a text.</summary>
    /// <param name="text">The text; null for JSON's null.</param>
    /// <returns>The quotation.</returns>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text is null ? "nothing (null)" : "nothing (empty)";
        }

        var shown = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest)
            {
                shown.Append('…');
                break;
            }

            shown.Append(Rune.IsControl(rune) ? $"\\u{rune.Value:x4}" : rune.ToString());
        }

        return shown.Append('"').ToString();
    }
}
