namespace MicroStatus.Usage;

/// <summary>What would be reported of a dataset, or why nothing can be.</summary>
/// <param name="Report">The report; null when something is missing.</param>
/// <param name="Missing">What is missing, a sentence each; empty when there is a report.</param>
public sealed record UsagePlan(UsageReport? Report, IReadOnlyList<string> Missing);
