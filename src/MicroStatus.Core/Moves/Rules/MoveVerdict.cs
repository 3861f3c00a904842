namespace MicroStatus.Moves.Rules;

/// <summary>What the evidence says of a move.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Why">What proves it, in a sentence.</param>
/// <param name="Destination">Where the dataset is on Hive, when it has moved.</param>
/// <param name="LostSince">Since when nothing is known of its job, or null.</param>
public sealed record MoveVerdict(MoveState State, string Why, string? Destination = null, DateTimeOffset? LostSince = null);
