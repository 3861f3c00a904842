namespace MicroStatus.Storage;

/// <summary>What the database knows of a store when a check begins.</summary>
/// <param name="State">Its level; null when it was never looked at.</param>
/// <param name="Last">The newest sample, or null.</param>
/// <param name="Warnings">The rows of the shared table <c>warning</c>, of all stores.</param>
public sealed record StorageMemory(StorageState? State, StorageSample? Last, IReadOnlyList<StorageWarningRow> Warnings);
