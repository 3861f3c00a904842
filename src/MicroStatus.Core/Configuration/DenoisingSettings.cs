namespace MicroStatus.Configuration;

/// <summary>Denoising by CBPy (lab.md §3).</summary>
public sealed record DenoisingSettings
{
    /// <summary>Name of CBPy's SLURM job.</summary>
    [Setting("Name of CBPy's SLURM job.")]
    public string JobName { get; init; } = "CBPy";

    /// <summary>Command that starts CBPy.</summary>
    [Setting("Command that starts CBPy.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> Start { get; init; } = ["sbatch", "/h20/home/lab/scripts/run_cbpy.sh"];

    /// <summary>Folder of CBPy's waiting work.</summary>
    [Setting("Folder of CBPy's waiting work.", Kind = SettingKind.Path)]
    public string QueueFolder { get; init; } = "/CBI_FastStore/clusterPy/queueGPU";

    /// <summary>CBPy's waiting work of a job.</summary>
    [Setting("CBPy's waiting work of a job.", Kind = SettingKind.Glob, Needs = ["JobNumber"])]
    public string QueueFiles { get; init; } = "job_{JobNumber}*";

    /// <summary>Folder of CBPy's running work.</summary>
    [Setting("Folder of CBPy's running work.", Kind = SettingKind.Path)]
    public string ActiveFolder { get; init; } = "/CBI_FastStore/clusterPy/active";

    /// <summary>CBPy's running work.</summary>
    [Setting("CBPy's running work.", Kind = SettingKind.Glob)]
    public string ActiveFiles { get; init; } = "*.xml";

    /// <summary>XML element that names the folder being written.</summary>
    [Setting("XML element that names the folder being written.")]
    public string OutputElement { get; init; } = "outFilePathUnix";

    /// <summary>Largest file of running work that is read, in bytes.</summary>
    [Setting("Largest file of running work that is read, in bytes.", Min = 1024, Max = 1073741824)]
    public int ActiveFileLimit { get; init; } = 1024 * 1024;

    /// <summary>Name of a job's folder below the composites; the group 'number' is the job number.</summary>
    [Setting(
        "Name of a job's folder below the composites; the group 'number' is the job number.", Kind = SettingKind.Pattern, Needs = ["number"])]
    public string JobFolderPattern { get; init; } = @"^job_(?<number>\d+)$";
}
