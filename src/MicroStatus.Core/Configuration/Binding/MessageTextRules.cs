using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Configuration.Binding;

/// <summary>What a text that replaces a built-in message must be: of a kind that exists, with placeholders of that kind.</summary>
internal static class MessageTextRules
{
    // A misspelt kind longer than this is not compared in full.
    private const int LongestKind = 80;

    /// <summary>Every kind, for the commented file.</summary>
    public static string Kinds => string.Join(", ", MessageTable.Entries.Select(entry => entry.Kind));

    /// <summary>Checks one text.</summary>
    /// <param name="name">The setting's path with the kind.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it stands.</param>
    /// <returns>What is wrong, or null.</returns>
    public static SettingProblem? Check(string name, string kind, string text, string place)
    {
        if (MessageTable.Find(kind) is not { } entry)
        {
            var nearest = MessageTable.Entries.Select(known => known.Kind).MinBy(known => EditDistance.Between(kind.Length > LongestKind ? kind[..LongestKind] : kind, known));
            return new(name, "an unknown kind of message", $"a known one; the nearest is {nearest}", place);
        }

        return MessageTemplate.Read(text, entry.Placeholders, out var fault) is null
            ? new(name, $"{FoundText.Of(text)} ({fault})", Allowed(entry), place)
            : null;
    }

    private static string Allowed(MessageEntry entry)
    {
        var needed = entry.Placeholders.Where(placeholder => placeholder.IsNeeded).ToList();
        if (needed.Count > 0)
        {
            return $"text that holds {string.Join(", ", needed)}";
        }

        var brackets = entry.Placeholders.FirstOrDefault(placeholder => placeholder.MayBeEmpty) is { Name: var name }
            ? $"; one in square brackets is left out with the words beside it there, as in [ ({{{name}}})]"
            : string.Empty;
        return $"text that may hold {string.Join(", ", entry.Placeholders)}{brackets}";
    }
}
