namespace MicroStatus.Storage;

/// <summary>What a path in a row turns out to be.</summary>
public enum StorePathKind
{
    /// <summary>There is none: NULL, empty or blank.</summary>
    Missing,

    /// <summary>No path of a dataset: relative, with <c>..</c> in it, or a folder that holds datasets.</summary>
    Unusable,

    /// <summary>It lies on neither store.</summary>
    Elsewhere,

    /// <summary>It lies on FastStore.</summary>
    OnFastStore,

    /// <summary>It lies on Hive.</summary>
    OnHive,
}
