using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages;

/// <summary>A message that is due. It is stored in the transaction of the change that causes it, and delivered later.</summary>
/// <param name="DeduplicationKey">Dataset, kind and episode in one text: a second message with the same key is never stored.</param>
/// <param name="Kind">Stable word, for example <c>imaging-finished</c>.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="Text">What is said, plain text.</param>
public sealed record OutboxMessage(string DeduplicationKey, string Kind, MessageSeverity Severity, string Text)
{
    /// <summary>Names and paths in <see cref="Text"/> that are shown as code.</summary>
    public IReadOnlyList<string> Code { get; init; } = [];

    /// <summary>In a dataset's thread it is shown in the channel as well, since a person is needed.</summary>
    public bool Broadcast { get; init; } = Severity >= MessageSeverity.Warning;

    /// <summary>A picture that is shown below it, its file as an absolute path; null for none.</summary>
    public ChatPicture? Picture { get; init; }
}
