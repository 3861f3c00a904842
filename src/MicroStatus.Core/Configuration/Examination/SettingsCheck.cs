namespace MicroStatus.Configuration.Examination;

/// <summary>One thing that was tried, and what it showed.</summary>
/// <param name="Category">The part of the lab.</param>
/// <param name="Check">What was tried, in a few words, for example <c>token valid</c>.</param>
/// <param name="Target">What it was tried on: a path, an address, a channel.</param>
/// <param name="Outcome">What it showed.</param>
/// <param name="Message">The same in a sentence; never holds a secret.</param>
/// <param name="RecommendedAction">What a person should do, or null.</param>
public sealed record SettingsCheck(
    SettingsCheckCategory Category,
    string Check,
    string Target,
    SettingsCheckOutcome Outcome,
    string Message,
    string? RecommendedAction = null);
