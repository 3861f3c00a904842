namespace MicroStatus.Acquisition;

/// <summary>What a dataset's path says about it (lab.md §2).</summary>
/// <param name="Name">The last segment.</param>
/// <param name="Pi">The principal investigator, or null.</param>
/// <param name="ClNumber">The project number.</param>
/// <param name="IsDemo">Recorded once and never touched.</param>
/// <param name="IsBrain">Of a brain data producer.</param>
public sealed record DatasetPlace(string Name, string? Pi, string ClNumber, bool IsDemo, bool IsBrain);
