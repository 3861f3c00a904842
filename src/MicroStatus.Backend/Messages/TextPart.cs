namespace MicroStatus.Backend.Messages;

/// <summary>A stretch of a text.</summary>
/// <param name="Text">What it says; safe to show.</param>
/// <param name="IsCode">It is a name or a path.</param>
internal readonly record struct TextPart(string Text, bool IsCode);
