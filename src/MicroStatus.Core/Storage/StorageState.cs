namespace MicroStatus.Storage;

/// <summary>The level of a store as the last check left it.</summary>
/// <param name="Level">The level.</param>
/// <param name="Since">The check that entered it: a check that finds its own moment here has just entered it.</param>
public sealed record StorageState(StorageLevel Level, DateTimeOffset Since);
