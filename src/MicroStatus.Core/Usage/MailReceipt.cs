namespace MicroStatus.Usage;

/// <summary>The answer to a mail.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Reason">Why it was not sent, in a sentence without secrets; null when it was.</param>
public sealed record MailReceipt(MailState State, string? Reason);
