using System.Text;

namespace MicroStatus.Configuration;

/// <summary>Fills <c>{Name}</c> in texts of the settings. Each text is filled for itself and once: what is filled in is never looked at again, and no shell sees it.</summary>
public static class Placeholders
{
    /// <summary>Fills a command, argument by argument: a value never becomes two arguments.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="values">What stands for each name; null stands for nothing.</param>
    /// <returns>As many texts as were given.</returns>
    public static IReadOnlyList<string> Fill(IReadOnlyList<string> command, params IReadOnlyList<(string Name, string? Value)> values) =>
        [.. command.Select(argument => Fill(argument, values))];

    /// <summary>Fills one text. A brace that holds no name of <paramref name="values"/> is text.</summary>
    /// <param name="template">The text.</param>
    /// <param name="values">What stands for each name; null stands for nothing.</param>
    /// <returns>The text, filled.</returns>
    public static string Fill(string template, params IReadOnlyList<(string Name, string? Value)> values)
    {
        var filled = new StringBuilder(template.Length);
        for (var at = 0; at < template.Length;)
        {
            var close = template[at] == '{' ? template.IndexOf('}', at) : -1;
            var known = close > at ? values.FirstOrDefault(value => template.AsSpan(at + 1, close - at - 1).SequenceEqual(value.Name)) : default;
            if (known.Name is not null)
            {
                filled.Append(known.Value);
                at = close + 1;
            }
            else
            {
                filled.Append(template[at++]);
            }
        }

        return filled.ToString();
    }
}
