namespace MicroStatus.Usage;

/// <summary>A mail's words, plain text.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Lines.</param>
public sealed record MailText(string Subject, string Body);
