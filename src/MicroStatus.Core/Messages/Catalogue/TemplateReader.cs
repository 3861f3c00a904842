using System.Text;

namespace MicroStatus.Messages.Catalogue;

/// <summary>Splits a message's text into its parts.</summary>
/// <param name="text">The text.</param>
/// <param name="placeholders">The placeholders that it may hold.</param>
internal sealed class TemplateReader(string text, IReadOnlyList<MessagePlaceholder> placeholders)
{
    private readonly List<TemplatePart> _parts = [];
    private readonly StringBuilder _words = new();
    private int _groups;
    private int? _group;
    private int _groupStart;

    /// <summary>The parts, once read.</summary>
    public IReadOnlyList<TemplatePart> Parts => _parts;

    /// <summary>Reads it.</summary>
    /// <returns>What is wrong, in a phrase, or null.</returns>
    public string? Read()
    {
        for (var at = 0; at < text.Length; at++)
        {
            var fault = text[at] switch
            {
                '{' => ReadPlaceholder(ref at),
                '}' => "a } without its {",
                '[' => Open(),
                ']' => Close(),
                var letter => Add(letter),
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        EndWords();
        return _group is not null ? "a [ without its ]" : Unbracketed() ?? Missing();
    }

    private string? Add(char letter)
    {
        _words.Append(letter);
        return null;
    }

    private string? ReadPlaceholder(ref int at)
    {
        var end = text.IndexOfAny(['}', '{'], at + 1);
        if (end < 0 || text[end] == '{')
        {
            return "a { without its }";
        }

        var name = text[(at + 1)..end];
        if (!placeholders.Any(known => known.Name == name))
        {
            return $"{{{name}}} stands for nothing here";
        }

        EndWords();
        _parts.Add(new TemplatePart(name, IsPlaceholder: true, _group));
        at = end;
        return null;
    }

    private string? Open()
    {
        if (_group is not null)
        {
            return "a [ within square brackets";
        }

        EndWords();
        _group = ++_groups;
        _groupStart = _parts.Count;
        return null;
    }

    private string? Close()
    {
        if (_group is null)
        {
            return "a ] without its [";
        }

        EndWords();
        _group = null;
        if (!_parts.Skip(_groupStart).Any(MayBeEmpty))
        {
            // Nothing in it is ever left out: the brackets are words.
            var inner = _parts.Skip(_groupStart).Select(part => part with { Group = null }).ToList();
            _parts.RemoveRange(_groupStart, inner.Count);
            _parts.AddRange([Bracket("["), .. inner, Bracket("]")]);
        }

        return null;
    }

    private string? Unbracketed() => _parts.Find(part => part.Group is null && MayBeEmpty(part)) is { Text: var name }
        ? $"{{{name}}} may be empty: write it in square brackets with the words that go with it, as in [ ({{{name}}})]"
        : null;

    private string? Missing() => placeholders.FirstOrDefault(needed => needed.IsNeeded && !_parts.Exists(part => part.IsPlaceholder && part.Text == needed.Name)) is { Name: var name }
        ? $"without {{{name}}}"
        : null;

    private bool MayBeEmpty(TemplatePart part) => part.IsPlaceholder && placeholders.Any(known => known.Name == part.Text && known.MayBeEmpty);

    private void EndWords()
    {
        if (_words.Length > 0)
        {
            _parts.Add(new TemplatePart(_words.ToString(), IsPlaceholder: false, _group));
            _words.Clear();
        }
    }

    private static TemplatePart Bracket(string bracket) => new(bracket, IsPlaceholder: false, Group: null);
}
