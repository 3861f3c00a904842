namespace MicroStatus.Messages;

/// <summary>Where a message of the outbox stands.</summary>
public enum OutboxState
{
    /// <summary>Not accepted yet: it is delivered when it is due.</summary>
    Pending,

    /// <summary>An attempt has begun and its end is not noted; after a crash nobody knows whether it was accepted.</summary>
    Sending,

    /// <summary>An attempt ended without a certain answer: it is looked for before it is sent again.</summary>
    Unsure,

    /// <summary>Accepted by the chat, or written to the log where messages are off.</summary>
    Sent,

    /// <summary>The chat will never accept it; a person was told.</summary>
    Failed,

    /// <summary>Left out on purpose: it was due before messages were delivered at all.</summary>
    Skipped,
}
