using System.Text;

namespace MicroStatus.Backend.Database;

/// <summary>Where in an index on names everything lies that a pattern matches. Pure.</summary>
/// <remarks>
/// SQLite's NOCASE folds ASCII letters alone, and knows nothing of composed and decomposed letters. What a pattern begins with is followed as far as it is
/// ASCII; from there on, anything beyond ASCII may follow. A stretch may hold too much, never too little: each name is compared by the pattern itself.
/// </remarks>
internal static class NameRanges
{
    // Of those, no form is defined.
    private const char FirstNoCharacter = '\uFFFE';

    /// <summary>Signs beyond ASCII that are the same as one of ASCII: Kelvin, the Greek question mark and the Greek grave accent once composed, the long s as
    /// a capital letter.</summary>
    public static IReadOnlyDictionary<char, char> SameAsAscii { get; } = new Dictionary<char, char> { ['k'] = '\u212A', ['s'] = '\u017F', [';'] = '\u037E', ['`'] = '\u1FEF' };

    /// <summary>The stretches of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>One at least.</returns>
    public static IReadOnlyList<NameRange> Of(NamePattern pattern)
    {
        // Bytes in a name are no text, and compared as if they were.
        var ranges = new List<NameRange> { new(Array.Empty<byte>(), High: null) };
        var head = new StringBuilder();
        foreach (var c in pattern.Prefix)
        {
            if (!char.IsAscii(c))
            {
                ranges.Add(BeyondAscii(head.ToString()));
                ranges.AddRange(BasesOf(c).Select(letter => BeyondAscii(head.ToString() + letter)));
                return ranges;
            }

            var lower = char.ToLowerInvariant(c);
            if (SameAsAscii.TryGetValue(lower, out var same))
            {
                ranges.Add(StartingWith(head.ToString() + same));
            }

            head.Append(lower);
        }

        ranges.Add(StartingWith(head.ToString()));
        return ranges;
    }

    /// <summary>The ASCII letters that a letter, or one that differs in case alone, begins with when it is decomposed.</summary>
    /// <param name="c">A letter beyond ASCII.</param>
    /// <returns>Small letters.</returns>
    public static IEnumerable<char> BasesOf(char c) =>
        new[] { c, char.ToUpperInvariant(c), char.ToLowerInvariant(c) }
            .Where(letter => !char.IsSurrogate(letter) && letter < FirstNoCharacter)
            .Select(letter => letter.ToString().Normalize(NormalizationForm.FormD)[0])
            .Where(char.IsAscii)
            .Select(char.ToLowerInvariant)
            .Distinct();

    private static NameRange StartingWith(string head) => new(head, After(head));

    private static NameRange BeyondAscii(string head) => new(head + '\u007F', After(head));

    private static string? After(string head) => head.Length == 0 ? null : head[..^1] + (char)(head[^1] + 1);
}
