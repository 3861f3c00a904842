namespace MicroStatus.Messages;

/// <summary>The picture of a message of the outbox with what became of it. It follows its message: nothing is tried before that is sent.</summary>
public sealed record OutboxPicture
{
    /// <summary>The file, absolute, as it was when the message became due; it may have moved to Hive with its dataset since.</summary>
    public required string File { get; init; }

    /// <summary>What it shows.</summary>
    public required string Title { get; init; }

    /// <summary>Where it stands; <see cref="OutboxState.Failed"/> when it was given up, <see cref="OutboxState.Skipped"/> when its message was refused.</summary>
    public OutboxState State { get; init; }

    /// <summary>How often an upload was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>When the last upload began.</summary>
    public DateTimeOffset? Tried { get; init; }

    /// <summary>Not tried again before this moment.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>When it was accepted, or written to the log.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>Why the last upload failed, or why it was given up; never holds a secret.</summary>
    public string? LastError { get; init; }

    /// <summary>It was uploaded once more without certainty, and is not again.</summary>
    public bool MayBeRepeat { get; init; }

    /// <summary>The file, and where its upload stands.</summary>
    /// <returns>For people.</returns>
    public override string ToString() => LastError is null ? $"{File} ({State})" : $"{File} ({State}: {LastError})";
}
