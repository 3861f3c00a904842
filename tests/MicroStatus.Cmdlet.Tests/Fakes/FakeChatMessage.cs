using MicroStatus.Messages.Chat;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A message in a <see cref="FakeChat"/>.</summary>
/// <param name="Receipt">Where it stands.</param>
/// <param name="Key">Its key; null for a picture.</param>
/// <param name="Content">What it says now; null for a picture.</param>
/// <param name="Thread">The thread's first message, or null.</param>
/// <param name="IsBroadcast">A reply that is shown in the channel as well.</param>
public sealed record FakeChatMessage(ChatReceipt Receipt, string? Key, ChatContent? Content, ChatReceipt? Thread, bool IsBroadcast)
{
    /// <summary>The picture, or null.</summary>
    public ChatPicture? Picture { get; init; }
}
