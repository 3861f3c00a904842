namespace MicroStatus.Messages.Chat;

/// <summary>One fact of a message.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">The value.</param>
/// <param name="IsCode">Shown as code: a name or a path.</param>
public sealed record ChatFact(string Name, string Value, bool IsCode = false);
