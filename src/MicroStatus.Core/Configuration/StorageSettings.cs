namespace MicroStatus.Configuration;

/// <summary>The two stores (lab.md §1).</summary>
public sealed record StorageSettings
{
    /// <summary>The small, fast store that microscopes write to.</summary>
    public StoreSettings FastStore { get; init; } = new() { Root = "/CBI_FastStore", WindowsRoot = "Z:" };

    /// <summary>The large, long-term store.</summary>
    public StoreSettings Hive { get; init; } = new() { Root = "/h20", WindowsRoot = "H:" };
}
