namespace MicroStatus.Messages.Chat;

/// <summary>Where a message stands.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Timestamp">The message's number in the channel, as the chat gives it.</param>
public sealed record ChatReceipt(string Channel, string Timestamp);
