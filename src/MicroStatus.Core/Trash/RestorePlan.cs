using MicroStatus.Moves;

namespace MicroStatus.Trash;

/// <summary>What bringing a dataset back would do.</summary>
/// <param name="From">The entry of the trash, or the copy on Hive.</param>
/// <param name="To">Where it comes back to.</param>
/// <param name="Room">What is copied from Hive, and the room for it; null when it comes from the trash, where nothing is copied.</param>
public sealed record RestorePlan(string From, string To, MoveRoom? Room);
