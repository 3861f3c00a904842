namespace MicroStatus.Datasets;

/// <summary>Kinds of <see cref="DatasetEvent"/>.</summary>
public static class EventKind
{
    /// <summary>A dataset was recorded.</summary>
    public const string Registered = "registered";

    /// <summary>The imaging status changed.</summary>
    public const string Imaging = "imaging";

    /// <summary>A reason for attention opened or closed.</summary>
    public const string Attention = "attention";

    /// <summary>The folder has another name.</summary>
    public const string Renamed = "renamed";

    /// <summary>Counts rose or fell; steps that follow each other are told as one.</summary>
    public const string Progress = "progress";

    /// <summary>Other columns were brought in line with the files.</summary>
    public const string Details = "details";

    /// <summary>A person changed it with a cmdlet.</summary>
    public const string Edited = "edited";

    /// <summary>Another program changed it; found by comparing rows.</summary>
    public const string External = "external";

    /// <summary>A damaged value or a lost place was put right.</summary>
    public const string Repaired = "repaired";

    /// <summary>The row was removed.</summary>
    public const string Removed = "removed";

    /// <summary>The database was restored from a backup.</summary>
    public const string Restored = "restored";

    /// <summary>A store has come to another level of shortage.</summary>
    public const string Storage = "storage";

    /// <summary>Who may act on the database changed.</summary>
    public const string Monitor = "monitor";

    /// <summary>A move to Hive began, ended or was held back.</summary>
    public const string Move = "move";

    /// <summary>Something went to the trash, came back from it, or was deleted for good.</summary>
    public const string Trash = "trash";

    /// <summary>An Imaris file was published.</summary>
    public const string Published = "published";

    /// <summary>A stage of processing was begun, or the processing status changed.</summary>
    public const string Processing = "processing";

    /// <summary>Microscope time was reported, or could not be.</summary>
    public const string Usage = "usage";

    /// <summary>An analysis task was created.</summary>
    public const string Analysis = "analysis";

    /// <summary>The montage of its projections was made, or could not be.</summary>
    public const string Montage = "montage";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Analysis, Attention, Details, Edited, External, Imaging, Monitor, Montage, Move, Processing, Progress, Published, Registered, Removed, Renamed, Repaired, Restored, Storage, Trash, Usage];
}
