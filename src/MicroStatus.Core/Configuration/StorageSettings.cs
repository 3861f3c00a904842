namespace MicroStatus.Configuration;

/// <summary>The two stores (lab.md §1).</summary>
public sealed record StorageSettings
{
    /// <summary>The small, fast store that microscopes write to.</summary>
    [Setting("FastStore: the small, fast store that microscopes write to.")]
    public StoreSettings FastStore { get; init; } = new() { Root = "/CBI_FastStore", WindowsRoot = "Z:" };

    /// <summary>The large, long-term store.</summary>
    [Setting("Hive: the large, long-term store.")]
    public StoreSettings Hive { get; init; } = new() { Root = "/h20", WindowsRoot = "H:" };

    /// <summary>Warnings about the space on a store (lab.md §7).</summary>
    [Setting("Warnings about the space on a store.")]
    public StorageWarningSettings Warnings { get; init; } = new();

    /// <summary>How the space on a store is remembered.</summary>
    [Setting("How the space on a store is remembered.")]
    public StorageSampleSettings Samples { get; init; } = new();

    /// <summary>How it is foreseen when a store will be full.</summary>
    [Setting("How it is foreseen when a store will be full.")]
    public StorageForecastSettings Forecast { get; init; } = new();
}
