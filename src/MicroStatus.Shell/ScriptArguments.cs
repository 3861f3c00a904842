using System.Globalization;
using System.Management.Automation.Language;

namespace MicroStatus.Shell;

/// <summary>A script file and its arguments as one line of script: words that look like a parameter name are one, as <c>pwsh -File</c> has it.</summary>
internal static class ScriptArguments
{
    /// <summary>The line of script that runs the file.</summary>
    /// <param name="path">The script file.</param>
    /// <param name="words">The words after it.</param>
    /// <returns>For example <c>&amp; '/lab/check.ps1' -Since '2026-09-14' -Quiet:$true</c>; no word can break out of its quotes.</returns>
    public static string ToScript(string path, IReadOnlyList<string> words) =>
        string.Join(' ', words.Select(Word).Prepend("& " + Quote(path)));

    private static string Word(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? word : word[..colon];
        if (!IsParameter(name))
        {
            return Quote(word);
        }

        // A bare name: the engine knows whether it is a switch, or takes the value that follows.
        return colon < 0 ? name : name + ":" + Value(word[(colon + 1)..]);
    }

    // A lone dash and a negative number are values.
    private static bool IsParameter(string word) =>
        word.Length > 1 && word[0] == '-' && (char.IsLetter(word[1]) || word[1] == '_')
        && word.Skip(2).All(c => char.IsLetterOrDigit(c) || c == '_')
        && !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Value(string text) => text.ToUpperInvariant() is "$TRUE" or "$FALSE" ? text : Quote(text);

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
