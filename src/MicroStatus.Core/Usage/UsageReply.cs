namespace MicroStatus.Usage;

/// <summary>The scheduler's answer to a report.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Status">The HTTP status; null when none came.</param>
/// <param name="Body">What the scheduler said, on one line and bounded; or empty.</param>
/// <param name="Reason">Why it was not accepted, in a sentence; null when it was.</param>
public sealed record UsageReply(UsageReplyState State, int? Status, string Body, string? Reason)
{
    private static readonly int[] AboutTheReport = [400, 409, 413, 422];

    /// <summary>The scheduler has it.</summary>
    public bool IsAccepted => State == UsageReplyState.Accepted;

    /// <summary>Another report would fare the same: the scheduler is away, or refuses the user.</summary>
    public bool ConcernsAll => !IsAccepted && !(Status is { } status && AboutTheReport.Contains(status));

    /// <summary>All of it on one line, for the transmit log.</summary>
    public string Text => string.Join(' ', new[] { Reason, Body }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text
        ? text
        : FormattableString.Invariant($"(empty, HTTP status {Status})");
}
