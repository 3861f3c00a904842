namespace MicroStatus.Datasets.Comparison;

/// <summary>What differs between the database and the stores.</summary>
public enum DifferenceKind
{
    /// <summary>A path of the row is no place where a dataset could be.</summary>
    PathUnusable,

    /// <summary>The row says that the dataset is on FastStore, and its folder is not there.</summary>
    FolderGone,

    /// <summary>The row says that the dataset was moved, and its folder is still on FastStore.</summary>
    StillOnFastStore,

    /// <summary>The row says that the dataset was moved, and its folder is not on Hive.</summary>
    HiveFolderGone,

    /// <summary>A folder of the dataset is on Hive, and the row does not say so.</summary>
    OnHiveNotRecorded,

    /// <summary>The row says that the dataset was not moved, and an entry in the trash is the dataset.</summary>
    InTrash,

    /// <summary>The files prove another imaging status.</summary>
    ImagingStatus,

    /// <summary>The files prove other counts.</summary>
    Counts,

    /// <summary>The folder has no marker.</summary>
    MarkerMissing,

    /// <summary>The folder's marker names another dataset.</summary>
    MarkerOther,

    /// <summary>A dataset's folder on FastStore that no row knows.</summary>
    NotRecorded,

    /// <summary>An entry in the trash that belongs to no row.</summary>
    TrashOfNobody,

    /// <summary>Something in the trash without a marker: it is never deleted.</summary>
    TrashUnmarked,
}
