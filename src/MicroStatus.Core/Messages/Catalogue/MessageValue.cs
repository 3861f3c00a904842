namespace MicroStatus.Messages.Catalogue;

/// <summary>What stands in a text in place of a placeholder, and the names in it.</summary>
/// <param name="Text">The words, plain text; empty when there is nothing to say.</param>
/// <param name="Names">Names and paths that stand in <paramref name="Text"/>, shown as code.</param>
public sealed record MessageValue(string Text, IReadOnlyList<string> Names)
{
    private const string EndsOfSentences = ".!?…:";

    /// <summary>Nothing.</summary>
    public static MessageValue Empty { get; } = new(string.Empty, []);

    /// <summary>Words of this project's own, without a name.</summary>
    /// <param name="text">The words.</param>
    /// <returns>The value.</returns>
    public static MessageValue Plain(string? text) => With(text, []);

    /// <summary>A name or a path, or any other text that comes from a folder or a file.</summary>
    /// <param name="name">The name, as it is.</param>
    /// <returns>The value.</returns>
    public static MessageValue Code(string? name) => With(name, [name ?? string.Empty]);

    /// <summary>Words with names in them.</summary>
    /// <param name="text">The words.</param>
    /// <param name="names">The names, as they stand in the words.</param>
    /// <returns>The value.</returns>
    public static MessageValue With(string? text, IEnumerable<string> names) =>
        string.IsNullOrEmpty(text) ? Empty : new(Printable(text), [.. names.Where(name => name.Length > 0).Select(Printable)]);

    /// <summary>A sentence: it gets a full stop when it has no end.</summary>
    /// <param name="text">The words.</param>
    /// <param name="names">The names, as they stand in the words.</param>
    /// <returns>The value.</returns>
    public static MessageValue Sentence(string? text, params IReadOnlyList<string> names)
    {
        var words = text?.TrimEnd() ?? string.Empty;
        return With(words.Length == 0 || EndsOfSentences.Contains(words[^1], StringComparison.Ordinal) ? words : words + ".", names);
    }

    // No name of a file holds it, and a database's text ends at it.
    private static string Printable(string text) => text.Replace('\0', '\uFFFD');
}
