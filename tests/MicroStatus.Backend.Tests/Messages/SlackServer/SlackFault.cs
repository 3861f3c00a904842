namespace MicroStatus.Testing.Slack;

/// <summary>A fault of one call.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Word">The word of <see cref="FaultKind.Refuse"/>.</param>
/// <param name="RetryAfter">The header of that name for <see cref="FaultKind.TooMany"/> and <see cref="FaultKind.Refuse"/>, as it is sent;
/// null for none.</param>
/// <param name="Status">The HTTP status of <see cref="FaultKind.FailBefore"/> and <see cref="FaultKind.FailAfter"/>.</param>
public sealed record SlackFault(FaultKind Kind, string Word = "internal_error", string? RetryAfter = null, int Status = 500)
{
    /// <summary>No fault.</summary>
    public static readonly SlackFault None = new(FaultKind.None);

    /// <summary><c>ok: false</c> with a word.</summary>
    public static SlackFault Refuse(string word, string? retryAfter = null) => new(FaultKind.Refuse, word, retryAfter);

    /// <summary>HTTP 429.</summary>
    public static SlackFault TooMany(string? retryAfter) => new(FaultKind.TooMany, RetryAfter: retryAfter);
}
