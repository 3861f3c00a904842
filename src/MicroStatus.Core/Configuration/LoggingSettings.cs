namespace MicroStatus.Configuration;

/// <summary>Log files (lab.md §13).</summary>
public sealed record LoggingSettings
{
    /// <summary>Folder of the log files, one a host.</summary>
    [Setting("Folder of the log files, one a host.", Kind = SettingKind.Path)]
    public string Folder { get; init; } = "/CBI_FastStore/Iana/bot_logs";

    /// <summary>Days that log files are kept.</summary>
    [Setting("Days that log files are kept.", Min = 1, Max = 3650)]
    public int KeepDays { get; init; } = 90;
}
