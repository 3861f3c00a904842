using System.Collections;

namespace MicroStatus.Datasets;

/// <summary>Sentences that also read as one text, so that a table of a spreadsheet shows them and not the name of a type.</summary>
/// <param name="texts">The sentences.</param>
public sealed class TextList(IReadOnlyList<string> texts) : IReadOnlyList<string>
{
    /// <summary>No sentence.</summary>
    public static TextList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => texts.Count;

    /// <inheritdoc/>
    public string this[int index] => texts[index];

    /// <summary>The sentences as such a list.</summary>
    /// <param name="texts">The sentences.</param>
    /// <returns>The list.</returns>
    public static TextList Of(IReadOnlyList<string> texts) => texts.Count == 0 ? Empty : texts as TextList ?? new TextList(texts);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => texts.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All sentences, one after the other.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(" | ", texts);
}
