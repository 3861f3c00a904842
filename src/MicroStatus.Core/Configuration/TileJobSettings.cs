namespace MicroStatus.Configuration;

/// <summary>Tests and montages of tiles that run as jobs of the cluster.</summary>
public sealed record TileJobSettings
{
    /// <summary>Folder of the jobs, one folder a job, that login and compute nodes share.</summary>
    [Setting("Folder of the jobs, one folder a job, that login and compute nodes share.", Kind = SettingKind.Path)]
    public string Folder { get; init; } = "/CBI_FastStore/tmp/tile_jobs";

    /// <summary>The shell that runs a job's part on a compute node; a PowerShell command is added as its last argument.</summary>
    [Setting("The shell that runs a job's part on a compute node; a PowerShell command is added as its last argument.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> Shell { get; init; } = ["pwsh", "-NoProfile", "-NonInteractive", "-Command"];

    /// <summary>Bytes of images that one task of a job array decodes, in GB, where sizes are known: of ribbons only their number counts.</summary>
    [Setting("Bytes of images that one task of a job array decodes, in GB; of ribbons only their number counts.", Min = 1, Max = 100000)]
    public int TaskGigabytes { get; init; } = 200;

    /// <summary>Image files that one task of a job array tests at most.</summary>
    [Setting("Image files that one task of a job array tests at most.", Min = 1, Max = 10000000)]
    public int TaskFiles { get; init; } = 20_000;

    /// <summary>Tasks of a job array that run at a time.</summary>
    [Setting("Tasks of a job array that run at a time.", Min = 1, Max = 1000)]
    public int TasksAtATime { get; init; } = 8;

    /// <summary>After this a task is ended.</summary>
    [Setting("After this a task is ended.", Min = 60, Max = 2592000)]
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(12);
}
