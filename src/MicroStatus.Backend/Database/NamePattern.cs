using System.Text;

namespace MicroStatus.Backend.Database;

/// <summary>A PowerShell wildcard pattern (<c>*</c>, <c>?</c>, <c>[a-c]</c>, backtick escape), case-insensitive for all letters.</summary>
/// <remarks>An unclosed <c>[</c> stands for itself. Composed and decomposed letters are the same: file names come from several systems.</remarks>
internal sealed class NamePattern
{
    private readonly List<Element> _elements = [];

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">As a person typed it.</param>
    public NamePattern(string pattern)
    {
        pattern = Compose(pattern);
        var literal = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '`' && i + 1 < pattern.Length)
            {
                c = pattern[++i];
                literal.Append(c);
                _elements.Add(Element.Of(c));
            }
            else if (c == '*')
            {
                _elements.Add(Element.Any);
            }
            else if (c == '?')
            {
                _elements.Add(Element.One);
            }
            else if (c == '[' && TryReadSet(pattern, ref i) is { } set)
            {
                _elements.Add(set);
            }
            else
            {
                literal.Append(c);
                _elements.Add(Element.Of(c));
            }
        }

        Prefix = string.Concat(_elements.TakeWhile(element => element.Kind == ElementKind.Character).Select(element => element.Upper));
        Literal = _elements.TrueForAll(element => element.Kind == ElementKind.Character) ? literal.ToString() : null;
    }

    private enum ElementKind
    {
        Character,
        One,
        Any,
        Set,
    }

    /// <summary>The text without escapes when the pattern has no wildcard, else null.</summary>
    public string? Literal { get; }

    /// <summary>What every match begins with, composed and in capital letters; empty when the pattern begins with a wildcard.</summary>
    public string Prefix { get; }

    /// <summary>Whether SQLite's own NOCASE, which folds ASCII alone, gives the same answer for the literal.</summary>
    public bool IsAsciiLiteral => Literal is not null && Ascii.IsValid(Literal);

    /// <summary>Whether a text matches as a whole.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it does.</returns>
    public bool Matches(string text)
    {
        text = Compose(text);
        var element = 0;
        var position = 0;
        var star = -1;
        var starPosition = 0;
        while (position < text.Length)
        {
            if (element < _elements.Count && _elements[element].Kind == ElementKind.Any)
            {
                star = element++;
                starPosition = position;
            }
            else if (element < _elements.Count && _elements[element].Matches(text[position]))
            {
                element++;
                position++;
            }
            else if (star >= 0)
            {
                element = star + 1;
                position = ++starPosition;
            }
            else
            {
                return false;
            }
        }

        while (element < _elements.Count && _elements[element].Kind == ElementKind.Any)
        {
            element++;
        }

        return element == _elements.Count;
    }

    private static string Compose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair has no composed form; it is compared as it is.
            return text;
        }
    }

    private static Element? TryReadSet(string pattern, ref int position)
    {
        var ranges = new List<(char From, char To)>();
        for (var i = position + 1; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && ranges.Count > 0)
            {
                position = i;
                return new Element(ElementKind.Set, default, ranges);
            }

            var from = ReadEscaped(pattern, ref i);
            var to = from;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                to = ReadEscaped(pattern, ref i);
            }

            ranges.Add((from, to));
        }

        return null;
    }

    private static char ReadEscaped(string pattern, ref int position)
    {
        if (pattern[position] == '`' && position + 1 < pattern.Length)
        {
            position++;
        }

        return pattern[position];
    }

    private readonly record struct Element(ElementKind Kind, char Upper, List<(char From, char To)>? Ranges)
    {
        public static Element Any => new(ElementKind.Any, default, null);

        public static Element One => new(ElementKind.One, default, null);

        public static Element Of(char c) => new(ElementKind.Character, char.ToUpperInvariant(c), null);

        public bool Matches(char c) => Kind switch
        {
            ElementKind.One => true,
            ElementKind.Character => char.ToUpperInvariant(c) == Upper,
            ElementKind.Set => InRange(c) || InRange(char.ToUpperInvariant(c)) || InRange(char.ToLowerInvariant(c)),
            _ => false,
        };

        private bool InRange(char c) => Ranges!.Exists(range => c >= range.From && c <= range.To);
    }
}
