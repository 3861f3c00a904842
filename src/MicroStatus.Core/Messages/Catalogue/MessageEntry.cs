namespace MicroStatus.Messages.Catalogue;

/// <summary>One kind of message: what is said, how urgent it is, who sees it.</summary>
public sealed record MessageEntry
{
    /// <summary>Stable word: see <see cref="MessageKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>How urgent it is.</summary>
    public required MessageSeverity Severity { get; init; }

    /// <summary>A reply is shown in the channel as well, since a person is needed.</summary>
    public required bool Broadcast { get; init; }

    /// <summary>The text with its placeholders; a part in square brackets is left out when a placeholder in it stands for nothing.</summary>
    public required string Text { get; init; }

    /// <summary>The placeholders that the text may hold.</summary>
    public required IReadOnlyList<MessagePlaceholder> Placeholders { get; init; }
}
