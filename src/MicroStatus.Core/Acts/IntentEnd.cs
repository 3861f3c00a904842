namespace MicroStatus.Acts;

/// <summary>How an act on the outside ended.</summary>
/// <param name="Key">The act.</param>
/// <param name="State"><see cref="IntentState.Done"/> or <see cref="IntentState.NotDone"/>.</param>
/// <param name="Result">What came of it, or why it did not happen; or null.</param>
public sealed record IntentEnd(string Key, IntentState State, string? Result);
