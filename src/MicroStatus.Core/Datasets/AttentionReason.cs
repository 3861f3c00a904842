namespace MicroStatus.Datasets;

/// <summary>One reason why a person is needed.</summary>
/// <param name="Kind">Stable word: see <see cref="AttentionKind"/>.</param>
/// <param name="Subject">What it is about within the dataset (a relative file, a layer), or empty; kind and subject make one reason.</param>
/// <param name="Text">A sentence a person can act on.</param>
public sealed record AttentionReason(string Kind, string Subject, string Text);
