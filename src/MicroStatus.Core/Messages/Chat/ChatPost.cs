namespace MicroStatus.Messages.Chat;

/// <summary>A message to be posted.</summary>
/// <param name="Key">Tells it from all others; travels as metadata and is found again by <see cref="IChat.FindAsync"/>.</param>
/// <param name="Content">What is said.</param>
/// <param name="Thread">The message it replies to; null for a message of its own.</param>
/// <param name="Broadcast">A reply is shown in the channel as well.</param>
public sealed record ChatPost(string Key, ChatContent Content, ChatReceipt? Thread, bool Broadcast);
