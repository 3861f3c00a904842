using System.Text.RegularExpressions;

namespace MicroStatus.Configuration;

/// <summary>Patterns of the settings as regular expressions: one set of options, and never without a time limit.</summary>
public static class SettingPattern
{
    // Names have 255 bytes at most; a pattern that needs longer for one is a mistake in the settings.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A pattern to be found anywhere in a name.</summary>
    /// <param name="pattern">The setting's value.</param>
    /// <returns>The expression.</returns>
    public static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchTimeout);

    /// <summary>A pattern that a name must match as a whole.</summary>
    /// <param name="pattern">The setting's value.</param>
    /// <param name="ignoreCase">Upper and lower case are the same.</param>
    /// <returns>The expression.</returns>
    public static Regex CompileWhole(string pattern, bool ignoreCase = false) =>
        new(
            $@"\A(?:{pattern})\z",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None),
            MatchTimeout);
}
