namespace MicroStatus.Messages.Chat;

/// <summary>What a message says, before a chat gives it its form: no character of it formats or mentions anything.</summary>
public sealed record ChatContent
{
    /// <summary>How urgent it is; a chat may show it as a sign.</summary>
    public required MessageSeverity Severity { get; init; }

    /// <summary>The sentence or two, plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Names and paths that stand in <see cref="Text"/> and are shown as code.</summary>
    public IReadOnlyList<string> Code { get; init; } = [];

    /// <summary>Facts below the text, for example <c>Imaged</c>: <c>42 % (1,200 of 2,880 ribbons)</c>; names and values are plain text.</summary>
    public IReadOnlyList<ChatFact> Facts { get; init; } = [];

    /// <summary>A small line at the end, plain text, or null.</summary>
    public string? Footer { get; init; }
}
