namespace MicroStatus.Messages.Summary;

/// <summary>The time that a summary covers.</summary>
/// <param name="Day">The lab day that it is made for, <c>yyyy-MM-dd</c>.</param>
/// <param name="Since">From this moment on, lab time.</param>
/// <param name="Until">Up to this moment, lab time.</param>
public sealed record SummaryPeriod(string Day, DateTimeOffset Since, DateTimeOffset Until);
