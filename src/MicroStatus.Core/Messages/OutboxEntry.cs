using MicroStatus.Datasets;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages;

/// <summary>A message of the outbox with what became of it.</summary>
public sealed record OutboxEntry
{
    /// <summary>Its number, rising in the order in which messages became due.</summary>
    public required long MessageId { get; init; }

    /// <summary>Dataset, kind and episode in one text.</summary>
    public required string Key { get; init; }

    /// <summary>Stable word, for example <c>imaging-finished</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How urgent it is.</summary>
    public required MessageSeverity Severity { get; init; }

    /// <summary>What is said, plain text.</summary>
    public required string Text { get; init; }

    /// <summary>Names and paths in <see cref="Text"/> that are shown as code.</summary>
    public IReadOnlyList<string> Code { get; init => field = TextList.Of(value); } = TextList.Empty;

    /// <summary>Where it stands.</summary>
    public required OutboxState State { get; init; }

    /// <summary>When it became due.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The dataset's id; null when it is about none, or its row is gone.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name; null when it is about none, or its row is gone.</summary>
    public string? Name { get; init; }

    /// <summary>A reply is shown in the channel as well, since a person is needed.</summary>
    public bool Broadcast { get; init; }

    /// <summary>How often delivery was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When the last attempt began.</summary>
    public DateTimeOffset? Tried { get; init; }

    /// <summary>Not tried again before this moment.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>Why the last attempt failed; never holds a secret.</summary>
    public string? LastError { get; init; }

    /// <summary>Where it stands in the chat, once accepted.</summary>
    public ChatReceipt? Receipt { get; init; }

    /// <summary>It was sent once more without certainty, and says so.</summary>
    public bool MayBeRepeat { get; init; }

    /// <summary>The picture that is shown below it, with what became of that; null for none.</summary>
    public OutboxPicture? Picture { get; init; }
}
