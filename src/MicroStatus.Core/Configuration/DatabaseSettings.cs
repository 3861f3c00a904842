namespace MicroStatus.Configuration;

/// <summary>The shared database (lab.md §6, §13).</summary>
public sealed record DatabaseSettings
{
    /// <summary>The SQLite file.</summary>
    [Setting("The SQLite file.", Kind = SettingKind.Path)]
    public string Path { get; init; } = "/CBI_FastStore/Iana/RSCM_MesoSPIM_datasets.db";

    /// <summary>Folder of the daily backups.</summary>
    [Setting("Folder of the daily backups.", Kind = SettingKind.Path)]
    public string BackupFolder { get; init; } = "/CBI_FastStore/Iana/db_backups";

    /// <summary>Name of a daily backup.</summary>
    [Setting(
        "Name of a daily backup: the database's name without its ending, and the lab's date (yyyy-MM-dd).",
        Kind = SettingKind.FileName, Needs = ["Database", "Date"])]
    public string BackupFileName { get; init; } = "{Database}-{Date}.db";

    /// <summary>How many daily backups are kept.</summary>
    [Setting("How many daily backups are kept.")]
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>How long a locked database is waited for.</summary>
    [Setting("How long a database locked by others is waited for.", Min = 0, Max = 600)]
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How SQLite keeps its journal; WAL only on a local disk (lab.md §1).</summary>
    [Setting("How SQLite keeps its journal: Rollback anywhere; Wal only on a local disk, never on a network file system.")]
    public JournalKind Journal { get; init; } = JournalKind.Rollback;

    /// <summary>What waits or fails for longer than this is named by <c>Test-DatasetDb</c>.</summary>
    [Setting("A message that waits, or a dataset whose checks fail, for longer than this is named by Test-DatasetDb.", Min = 60, Max = 31536000)]
    public TimeSpan OldAfter { get; init; } = TimeSpan.FromDays(2);
}
