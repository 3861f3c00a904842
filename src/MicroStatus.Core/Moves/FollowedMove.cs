namespace MicroStatus.Moves;

/// <summary>A dataset whose move is followed, as one look finds it.</summary>
/// <param name="Id">The dataset's id.</param>
/// <param name="Name">The dataset's name.</param>
/// <param name="Move">Its newest move, with progress while it is under way; null when none is recorded.</param>
/// <param name="IsOver">Nothing is under way any more: it moved, failed, was given up or stopped.</param>
public sealed record FollowedMove(long Id, string Name, DatasetMove? Move, bool IsOver);
