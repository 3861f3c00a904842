namespace MicroStatus.Configuration;

/// <summary>The stitching cluster and its queue (lab.md §3).</summary>
public sealed record StitchingSettings
{
    /// <summary>Folder of the stitching queue.</summary>
    [Setting("Folder of the stitching queue.", Kind = SettingKind.Path)]
    public string Folder { get; init; } = "/CBI_FastStore/clusterStitchTEST";

    /// <summary>Files that wait, below the queue's folder.</summary>
    [Setting("Files that wait, below the queue's folder.", Kind = SettingKind.RelativePath)]
    public string QueueFolder { get; init; } = "queueStitch";

    /// <summary>Files that the cluster sets aside, below the queue's folder.</summary>
    [Setting("Files that the cluster sets aside, below the queue's folder.", Kind = SettingKind.RelativePath)]
    public string TemporaryFolder { get; init; } = "tempQueue";

    /// <summary>Files being stitched, below the queue's folder.</summary>
    [Setting("Files being stitched, below the queue's folder.", Kind = SettingKind.RelativePath)]
    public string ProcessingFolder { get; init; } = "processing";

    /// <summary>Files of stitched datasets, below the queue's folder.</summary>
    [Setting("Files of stitched datasets, below the queue's folder.", Kind = SettingKind.RelativePath)]
    public string CompleteFolder { get; init; } = "complete";

    /// <summary>Files of datasets that could not be stitched, below the queue's folder.</summary>
    [Setting("Files of datasets that could not be stitched, below the queue's folder.", Kind = SettingKind.RelativePath)]
    public string ErrorFolder { get; init; } = "error";

    /// <summary>Name of a dataset's queue file; not sanitised.</summary>
    [Setting("Name of a dataset's queue file; not sanitised.", Needs = ["Id5", "Name"], Allows = ["Pi", "ClNumber"])]
    public string QueueFileName { get; init; } = "{Id5}_{Pi}_{ClNumber}_{Name}.txt";

    /// <summary>Queue files.</summary>
    [Setting("Queue files.", Kind = SettingKind.Glob)]
    public string QueueFiles { get; init; } = "*.txt";

    /// <summary>Lines of a queue file.</summary>
    [Setting("Lines of a queue file.", Needs = ["DatasetPath"])]
    public IReadOnlyList<string> QueueFileLines { get; init; } = ["rootDir=\"{DatasetPath}\"", "keepComposites=True", "moveToHive=False"];

    /// <summary>Names of the SLURM jobs that are the stitching cluster.</summary>
    [Setting("Names of the SLURM jobs that are the stitching cluster.")]
    public IReadOnlyList<string> ClusterJobs { get; init; } = ["DASK_SCHED", "DASK_WORKER", "RSCM_Listen"];

    /// <summary>Command that starts the stitching cluster.</summary>
    [Setting("Command that starts the stitching cluster.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> ClusterStart { get; init; } = ["/h20/home/lab/scripts/run_rscm_cluster.sh"];

    /// <summary>File in which the Dask scheduler leaves its address.</summary>
    [Setting("File in which the Dask scheduler leaves its address.", Kind = SettingKind.Path)]
    public string SchedulerFile { get; init; } = "/CBI_FastStore/cbiPythonTools/RSCM/RSCM/dask_scheduler_info.json";

    /// <summary>Key of the scheduler's address (tcp://host:port) in that file.</summary>
    [Setting("Key of the scheduler's address (tcp://host:port) in that file.")]
    public string SchedulerAddressKey { get; init; } = "address";

    /// <summary>Port of the Dask scheduler's dashboard.</summary>
    [Setting("Port of the Dask scheduler's dashboard.", Min = 1, Max = 65535)]
    public int DashboardPort { get; init; } = 8787;

    /// <summary>Where the dashboard gives its task counts, below its address.</summary>
    [Setting("Where the dashboard gives its task counts, below its address.", Kind = SettingKind.RelativePath)]
    public string DashboardCounts { get; init; } = "json/counts.json";

    /// <summary>How long the dashboard's answer is waited for.</summary>
    [Setting("How long the dashboard's answer is waited for.", Min = 1, Max = 600)]
    public TimeSpan DashboardTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Folder of the composites in a dataset's folder.</summary>
    [Setting("Folder of the composites in a dataset's folder.", Kind = SettingKind.FileName)]
    public string CompositesFolder { get; init; } = "composites_RSCM_v0.1";

    /// <summary>Composites, raw and denoised.</summary>
    [Setting("Composites, raw and denoised.", Kind = SettingKind.Glob)]
    public string CompositeFiles { get; init; } = "composite*.tif";
}
