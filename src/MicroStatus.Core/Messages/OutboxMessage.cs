namespace MicroStatus.Messages;

/// <summary>A message that is due. It is stored in the transaction of the change that causes it, and delivered later.</summary>
/// <param name="DeduplicationKey">Dataset, kind and episode in one text: a second message with the same key is never stored.</param>
/// <param name="Kind">Stable word, for example <c>imaging-finished</c>.</param>
/// <param name="Severity">How urgent it is.</param>
/// <param name="Text">What is said, plain text.</param>
public sealed record OutboxMessage(string DeduplicationKey, string Kind, MessageSeverity Severity, string Text);
