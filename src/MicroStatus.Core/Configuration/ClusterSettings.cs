namespace MicroStatus.Configuration;

/// <summary>The compute cluster and how our own jobs run on it (lab.md §8, §13).</summary>
public sealed record ClusterSettings
{
    /// <summary>Slurm submits jobs to the cluster; Local runs them as processes of this machine.</summary>
    [Setting("Slurm submits jobs to the cluster; Local runs them as processes of this machine.")]
    public ClusterExecutor Executor { get; init; } = ClusterExecutor.Slurm;

    /// <summary>The SLURM user whose jobs count.</summary>
    [Setting("The SLURM user whose jobs count.")]
    public string User { get; init; } = "lab";

    /// <summary>Partition of our own jobs.</summary>
    [Setting("Partition of our own jobs.")]
    public string Partition { get; init; } = "compute";

    /// <summary>Processors of a job of ours.</summary>
    [Setting("Processors of a job of ours.", Min = 1, Max = 1024)]
    public int Cpus { get; init; } = 4;

    /// <summary>Memory of a job of ours, in GB.</summary>
    [Setting("Memory of a job of ours, in GB.", Min = 1, Max = 65536)]
    public int MemoryGigabytes { get; init; } = 8;

    /// <summary>Command that submits a job.</summary>
    [Setting("Command that submits a job.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> Submit { get; init; } = ["sbatch"];

    /// <summary>Command that lists jobs.</summary>
    [Setting("Command that lists jobs.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> Queue { get; init; } = ["squeue"];

    /// <summary>Command that cancels a job.</summary>
    [Setting("Command that cancels a job.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> Cancel { get; init; } = ["scancel"];

    /// <summary>Command that tells how a job ended.</summary>
    [Setting("Command that tells how a job ended.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> Accounting { get; init; } = ["sacct"];

    /// <summary>How far back accounting is searched for a job that may have been submitted.</summary>
    [Setting("How far back accounting is searched for a job that may have been submitted.", Min = 60, Max = 31536000)]
    public TimeSpan AccountingSpan { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a command of the cluster may take.</summary>
    [Setting("How long a command of the cluster may take.", Min = 1, Max = 3600)]
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Folder of the jobs that run as processes of this machine, one folder a job.</summary>
    [Setting("Folder of the jobs that run as processes of this machine, one folder a job.", Kind = SettingKind.Path)]
    public string LocalFolder { get; init; } = "/CBI_FastStore/tmp/local_jobs";

    /// <summary>Command that starts a bash script as a process apart, in a session of its own, which goes on when its starter ends.</summary>
    [Setting("Command that starts a bash script as a process apart, in a session of its own, which goes on when its starter ends.", Kind = SettingKind.Command)]
    public IReadOnlyList<string> LocalStart { get; init; } = ["setsid", "--fork", "bash"];

    /// <summary>How long a job that runs on this machine has to end by itself before it is killed.</summary>
    [Setting("How long a job that runs on this machine has to end by itself before it is killed.", Min = 1, Max = 3600)]
    public TimeSpan LocalStopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the folder of a job that ran on this machine is kept after its end.</summary>
    [Setting("How long the folder of a job that ran on this machine is kept after its end.", Min = 3600, Max = 315360000)]
    public TimeSpan LocalRetention { get; init; } = TimeSpan.FromDays(30);
}
