using System.Globalization;

namespace MicroStatus.Messages.Summary;

/// <summary>One part of a summary's text: a title with the number of its items, and as many of them as there is room for.</summary>
/// <param name="title">The title.</param>
/// <param name="items">All items; the text of each holds its name.</param>
/// <param name="isList">Each on a line of its own; else one after the other on the title's line.</param>
internal sealed class SummarySection(string title, IReadOnlyList<(string Name, string Text)> items, bool isList)
{
    // More than ever fit.
    private const int Most = 200;

    private const string Bullet = "\n• ";
    private const string Comma = ", ";

    private int _shown = Math.Min(items.Count, Most);

    /// <summary>Characters of the items that are shown: what tells the longest list.</summary>
    public int Weight => items.Take(_shown).Sum(item => item.Text.Length);

    /// <summary>Names that are shown.</summary>
    public IEnumerable<string> Names => items.Take(_shown).Select(item => item.Name);

    /// <summary>Whether an item can be left out: one always stays.</summary>
    public bool CanShrink => _shown > 1;

    /// <summary>Leaves the last item out.</summary>
    public void Shrink() => _shown--;

    /// <summary>The text.</summary>
    /// <returns>One line, or more for a list.</returns>
    public string Write()
    {
        if (items.Count == 0)
        {
            return $"{title}: none";
        }

        var head = string.Create(CultureInfo.InvariantCulture, $"{title}: {items.Count}");
        var rest = items.Count - _shown;
        var more = rest == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{(isList ? Bullet : " ")}and {rest} more");
        var shown = items.Take(_shown).Select(item => item.Text);
        return isList ? head + string.Concat(shown.Select(text => Bullet + text)) + more : $"{head} ({string.Join(Comma, shown)}{more})";
    }
}
