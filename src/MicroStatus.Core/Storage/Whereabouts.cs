namespace MicroStatus.Storage;

/// <summary>Where a dataset's row says that it is, and what stands there. A value; what was not looked at is unknown, and what is
/// another row's dataset is not there.</summary>
public sealed record Whereabouts
{
    /// <summary>The row's <c>path_on_fast_store</c>.</summary>
    public required StorePath FastStorePath { get; init; }

    /// <summary>What stands there; unknown unless the path lies on FastStore.</summary>
    public FolderState OnFastStore { get; init; }

    /// <summary>The row's <c>path_on_hive</c>.</summary>
    public required StorePath HivePath { get; init; }

    /// <summary>What stands there; unknown unless the path lies on Hive.</summary>
    public FolderState OnHive { get; init; }

    /// <summary>The same path below the acquisitions of Hive, which a move gives (lab.md §1); null when the row does not tell it.</summary>
    public string? SamePathOnHive { get; init; }

    /// <summary>What stands there; unknown when the row names another place on Hive.</summary>
    public FolderState AtSamePathOnHive { get; init; }

    /// <summary>The entries in FastStore's trash that the dataset's folder became.</summary>
    public IReadOnlyList<TrashEntry> Trash { get; init; } = [];

    /// <summary>A demo dataset: recorded as moved, and never touched (lab.md §2).</summary>
    public bool IsDemo { get; init; }

    /// <summary>Where the dataset is on Hive: where the row says, or else where a move would have put it; null when it is at neither.</summary>
    public string? PlaceOnHive =>
        OnHive == FolderState.Folder ? HivePath.Path : AtSamePathOnHive == FolderState.Folder ? SamePathOnHive : null;

    /// <summary>Hive was looked at.</summary>
    public bool IsHiveKnown => OnHive != FolderState.Unknown || AtSamePathOnHive != FolderState.Unknown;
}
