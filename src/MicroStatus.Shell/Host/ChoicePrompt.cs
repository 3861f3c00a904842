using System.Management.Automation.Host;
using System.Text;

namespace MicroStatus.Shell.Host;

/// <summary>A question with choices: its text, and what an answer means.</summary>
internal static class ChoicePrompt
{
    /// <summary>Finds the choice that a person typed.</summary>
    /// <param name="answer">The line typed; empty takes the default.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="defaultChoice">The default's index, or -1.</param>
    /// <returns>The index, or -1 when it is none of them.</returns>
    public static int Find(string answer, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        answer = answer.Trim();
        if (answer.Length == 0)
        {
            return defaultChoice;
        }

        for (var i = 0; i < choices.Count; i++)
        {
            var (key, label) = Split(choices[i]);
            if (string.Equals(answer, key, StringComparison.CurrentCultureIgnoreCase)
                || string.Equals(answer, label, StringComparison.CurrentCultureIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The line of choices.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="defaultChoice">The default's index, or -1.</param>
    /// <returns>For example <c>[Y] Yes  [N] No  [?] Help (default is "Y"): </c>.</returns>
    public static string Line(IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
    {
        var line = new StringBuilder();
        foreach (var choice in choices)
        {
            var (key, label) = Split(choice);
            line.Append('[').Append(key).Append("] ").Append(label).Append("  ");
        }

        line.Append("[?] Help");
        if (defaultChoice >= 0)
        {
            line.Append(" (default is \"").Append(Split(choices[defaultChoice]).Key).Append("\")");
        }

        return line.Append(": ").ToString();
    }

    /// <summary>What each choice means.</summary>
    /// <param name="choices">The choices.</param>
    /// <returns>A line a choice.</returns>
    public static IEnumerable<string> Help(IEnumerable<ChoiceDescription> choices) =>
        choices.Select(choice => $"{Split(choice).Key} - {choice.HelpMessage}");

    // "&Yes" is chosen by Y or by Yes.
    private static (string Key, string Label) Split(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        var label = choice.Label.Replace("&", string.Empty, StringComparison.Ordinal);
        var key = mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : label;
        return (key, label);
    }
}
