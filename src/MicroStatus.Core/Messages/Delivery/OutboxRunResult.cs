namespace MicroStatus.Messages.Delivery;

/// <summary>What one run of the outbox did, and what a person should know of it.</summary>
public sealed record OutboxRunResult
{
    /// <summary>What was delivered, refused and left waiting.</summary>
    public required DeliveryResult Delivery { get; init; }

    /// <summary>Why nothing is delivered until a person has changed something, or null: <c>SlackNotConfigured</c>, <c>SlackTokenInvalid</c>,
    /// <c>SlackAddressUnsafe</c>, or <c>MessagesRefused</c> with the chat's own answer behind it.</summary>
    public StatusException? Fault { get; init; }

    /// <summary>The fault has not been told since it came up.</summary>
    public bool IsNews { get; init; }

    /// <summary>A sentence on what was done; null when nothing was due.</summary>
    public string? Note { get; init; }
}
