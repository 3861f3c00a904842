namespace MicroStatus.Messages.Chat;

/// <summary>The chat did not do what was asked. Its text never holds the token.</summary>
/// <param name="fault">What that means for trying again.</param>
/// <param name="reason">The chat's own word, for example <c>channel_not_found</c>, or what failed.</param>
/// <param name="message">What is wrong, in a sentence, and what a person can do.</param>
/// <param name="retryAfter">The pause that the chat asks for, or null.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class ChatException(ChatFault fault, string reason, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What the fault means for trying again.</summary>
    public ChatFault Fault => fault;

    /// <summary>The chat's own word, for example <c>channel_not_found</c>.</summary>
    public string Reason => reason;

    /// <summary>The pause that the chat asks for, or null.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
