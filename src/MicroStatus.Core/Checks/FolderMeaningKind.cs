namespace MicroStatus.Checks;

/// <summary>What a dataset's folder is to the database.</summary>
public enum FolderMeaningKind
{
    /// <summary>The folder of a row.</summary>
    Known,

    /// <summary>The place of a row that was moved to Hive; or a demo dataset that is recorded.</summary>
    Returned,

    /// <summary>The folder of a row under another name.</summary>
    Renamed,

    /// <summary>A demo dataset that is not recorded yet.</summary>
    Demo,

    /// <summary>A dataset that is not recorded yet.</summary>
    New,
}
