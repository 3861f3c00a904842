namespace MicroStatus.Storage;

/// <summary>How short of space a store is (lab.md §7); one state per store.</summary>
public enum StorageLevel
{
    /// <summary>There is space.</summary>
    None,

    /// <summary>The first warning is due.</summary>
    First,

    /// <summary>The second warning is due.</summary>
    Second,

    /// <summary>A person must act now.</summary>
    Critical,
}
