namespace MicroStatus.Trash;

/// <summary>Whether the time of a trash entry is over. Proof comes on top of that.</summary>
/// <param name="IsDue">It may go once its proof holds.</param>
/// <param name="Due">When its time is over; null when that never comes.</param>
/// <param name="Reason">Why it stays, in a sentence; null when it is due.</param>
public sealed record TrashDecision(bool IsDue, DateTimeOffset? Due, string? Reason);
