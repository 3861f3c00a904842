using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>A store of the lab (lab.md §1).</summary>
/// <param name="Name">What people call it, for example <c>FastStore</c>.</param>
/// <param name="WarningName">What it is called in the types of warnings (lab.md §7).</param>
/// <param name="Settings">Where it lies.</param>
/// <param name="TakesAcquisitions">Microscopes write to it.</param>
public sealed record LabStore(string Name, string WarningName, StoreSettings Settings, bool TakesAcquisitions)
{
    /// <summary>All stores, in the order in which they are looked at.</summary>
    /// <param name="storage">The settings.</param>
    /// <returns>FastStore and Hive.</returns>
    public static IReadOnlyList<LabStore> All(StorageSettings storage) =>
    [
        new(nameof(storage.FastStore), storage.Warnings.FastStoreName, storage.FastStore, TakesAcquisitions: true),
        new(nameof(storage.Hive), storage.Warnings.HiveName, storage.Hive, TakesAcquisitions: false),
    ];
}
