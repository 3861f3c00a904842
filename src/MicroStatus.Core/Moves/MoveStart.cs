namespace MicroStatus.Moves;

/// <summary>What became of the beginning of a move.</summary>
/// <param name="Move">The move as it stands; null when nothing was begun.</param>
/// <param name="Error">Why its job was not submitted, or why that is unsure; null when it was.</param>
public sealed record MoveStart(DatasetMove? Move, Exception? Error);
