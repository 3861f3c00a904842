namespace MicroStatus.Messages.Catalogue;

/// <summary>A part of a message's text.</summary>
/// <param name="Text">The words, or the placeholder's name.</param>
/// <param name="IsPlaceholder">It stands for a value.</param>
/// <param name="Group">The number of the square brackets that it is left out with; null outside them.</param>
internal sealed record TemplatePart(string Text, bool IsPlaceholder, int? Group);
