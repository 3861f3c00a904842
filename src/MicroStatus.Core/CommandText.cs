using System.Text;

namespace MicroStatus;

/// <summary>Commands as a person types them into PowerShell.</summary>
public static class CommandText
{
    // PowerShell takes each of these for a single quote.
    private const string SingleQuotes = "'\u2018\u2019\u201a\u201b";

    /// <summary>A text as one argument that PowerShell takes as it is: names may hold blanks, quotes and <c>$</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text in single quotes.</returns>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'", text.Length + 2);
        foreach (var c in text)
        {
            quoted.Append(c);
            if (SingleQuotes.Contains(c, StringComparison.Ordinal))
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('\'').ToString();
    }
}
