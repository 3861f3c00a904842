namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>What one look leaves for the next.</summary>
internal sealed record MesoSpimMemory
{
    /// <summary>The dataset folder's modification time when it was listed.</summary>
    public required DateTimeOffset FolderModified { get; init; }

    /// <summary>The listing is so much younger than that time that a later change must carry another one.</summary>
    public required bool IsFolderTrusted { get; init; }

    /// <summary>The OME-Zarr groups, by name.</summary>
    public required IReadOnlyList<GroupState> Groups { get; init; }

    /// <summary>The tiles, by set, index and name.</summary>
    public required IReadOnlyList<TileState> Tiles { get; init; }

    /// <summary>The files that may be acquisition tables, by name.</summary>
    public required IReadOnlyList<TableState> Tables { get; init; }
}
