namespace MicroStatus.Moves.Rules;

/// <summary>Who may still work with a dataset whose processing has not finished.</summary>
/// <param name="LastChange">When its folders last changed; null when that is not known.</param>
/// <param name="QueueFile">A file of it in a queue of the processing, or null.</param>
/// <param name="GrowingFile">A file of it that was being written at the last look, or null.</param>
public sealed record MoveActivity(DateTimeOffset? LastChange, string? QueueFile, string? GrowingFile);
