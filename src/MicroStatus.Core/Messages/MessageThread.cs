using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages;

/// <summary>A dataset's thread: its first message, which shows the dataset's present state.</summary>
/// <param name="Id">The dataset's id.</param>
/// <param name="Key">The first message's key.</param>
/// <param name="Parent">Where the first message stands.</param>
/// <param name="Shown">What it shows now, as <see cref="ChatContent"/> in JSON: an update is due when the state differs.</param>
/// <param name="Changes">Changes of the dataset since it was brought up to date.</param>
public sealed record MessageThread(long Id, string Key, ChatReceipt Parent, string Shown, int Changes);
