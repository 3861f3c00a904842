namespace MicroStatus.Configuration;

/// <summary>How processing is started and watched, whichever instrument it is of (lab.md §3, §4).</summary>
public sealed record ProcessingSettings
{
    /// <summary>Folder of the scripts, logs and results of commands that begin a stage or a service.</summary>
    [Setting("Folder of the scripts, logs and results of commands that begin a stage or a service.", Kind = SettingKind.Path)]
    public string Folder { get; init; } = "/CBI_FastStore/tmp/processing_jobs";

    /// <summary>How long a command may run before it is ended.</summary>
    [Setting("How long a command may run before it is ended.", Min = 60, Max = 2678400)]
    public TimeSpan CommandTimeLimit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long the job of a command may be out of sight, without a result, before it counts as failed.</summary>
    [Setting("How long the job of a command may be out of sight, without a result, before it counts as failed.", Min = 1, Max = 604800)]
    public TimeSpan CommandSilence { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How much of a command's output is kept with its result, in bytes.</summary>
    [Setting("How much of a command's output is kept with its result, in bytes.", Min = 256, Max = 1048576)]
    public int OutputLimit { get; init; } = 4096;

    /// <summary>How long a service that was started may take to show its jobs before it is started again.</summary>
    [Setting("How long a service that was started may take to show its jobs before it is started again.", Min = 60, Max = 604800)]
    public TimeSpan ServiceGrace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often the files of a finished dataset are looked at.</summary>
    [Setting("How often the files of a finished dataset are looked at.", Min = 60, Max = 31536000)]
    public TimeSpan FinishedInterval { get; init; } = TimeSpan.FromDays(1);
}
