namespace MicroStatus.Messages.Chat;

/// <summary>What a fault of the chat means for trying again.</summary>
public enum ChatFault
{
    /// <summary>Not accepted, for now: too many messages. Try again after the pause that the chat names.</summary>
    RateLimited,

    /// <summary>Certainly not accepted, for now: the chat cannot be reached. Try again with growing pauses.</summary>
    Unreachable,

    /// <summary>Nobody knows whether it was accepted: the answer never came, was cut off, or was a fault of the server. Look before trying again.</summary>
    Unsure,

    /// <summary>This message will never be accepted, others may.</summary>
    MessageRefused,

    /// <summary>The thread it was meant for is gone or closed: as a message of its own it may be accepted.</summary>
    ThreadGone,

    /// <summary>No message will be accepted until a person has changed something: the token, the channel, the invitation.</summary>
    ChannelRefused,

    /// <summary>The token may not do this; other calls may work.</summary>
    NotPermitted,
}
