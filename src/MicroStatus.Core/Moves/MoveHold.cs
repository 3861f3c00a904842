namespace MicroStatus.Moves;

/// <summary>A dataset that no check moves until a person lets it.</summary>
/// <param name="Id">The dataset's id.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Who">Who set it.</param>
/// <param name="Since">Since when.</param>
public sealed record MoveHold(long Id, string Reason, string Who, DateTimeOffset Since);
