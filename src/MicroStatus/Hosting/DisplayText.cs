using System.Globalization;
using System.Text;

namespace MicroStatus.Hosting;

/// <summary>Texts of others, such as folder names, in a form that a table or a terminal can show.</summary>
public static class DisplayText
{
    /// <summary>Writes what a terminal would act on instead of showing (line ends, control characters, changes of direction) as <c>\u{…}</c>.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>One line; letters, signs and emoji as they are.</returns>
    public static string Of(string? text)
    {
        if (text is null)
        {
            return string.Empty;
        }

        StringBuilder? shown = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsActedOn(text[i]))
            {
                shown ??= new StringBuilder(text, 0, i, text.Length + 16);
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:x4}}}");
            }
            else
            {
                shown?.Append(text[i]);
            }
        }

        return shown?.ToString() ?? text;
    }

    private static bool IsActedOn(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
