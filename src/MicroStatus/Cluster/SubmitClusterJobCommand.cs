using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Cluster;

/// <summary>Submits a script as a job: to the cluster, or as a process of this machine.</summary>
/// <remarks>
/// Where jobs run is the setting Cluster:Executor: Slurm hands the script to sbatch; Local runs it as a process of this machine, which goes on when PowerShell
/// ends. Partition, processors and memory are those of the settings unless they are given. The script begins with #!, and is copied when it is submitted.
///
/// A job that is there already is not submitted again: one of the same name and comment that waits or runs; and, with a comment, also one that has ended a
/// short time ago. It is then what comes out, with a warning. So a submission that was interrupted, or did not answer, can simply be made again.
/// </remarks>
/// <example>
/// <code>Submit-ClusterJob ./count-cells.sh</code>
/// Submits a script under its own name. Its output goes to count-cells.log in the current folder.
/// </example>
/// <example>
/// <code>Submit-ClusterJob ./deconvolve.sh -Name KC34_decon -Comment 'run 2' -Cpus 16 -MemoryGigabytes 128 -TimeLimit 08:00:00</code>
/// Submits a large job that is ended after eight hours, once only for this comment.
/// </example>
/// <example>
/// <code>$job = Submit-ClusterJob ./count-cells.sh; $job | Get-ClusterJob</code>
/// Submits a job and shows what has become of it.
/// </example>
[Cmdlet(VerbsLifecycle.Submit, "ClusterJob", SupportsShouldProcess = true)]
[OutputType(typeof(ClusterJob))]
public sealed class SubmitClusterJobCommand : LabCommand
{
    /// <summary>The script.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PipedPath]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The job's name. Without it: the script's, without its ending.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>What tells this job from others of its name, for example the number of a run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Comment { get; set; }

    /// <summary>The cluster's partition. Without it: the setting Cluster:Partition.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PartitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Partition { get; set; }

    /// <summary>Processors. Without it: the setting Cluster:Cpus.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int? Cpus { get; set; }

    /// <summary>Memory in GB. Without it: the setting Cluster:MemoryGigabytes.</summary>
    [Parameter]
    [ValidateRange(1, 65536)]
    public int? MemoryGigabytes { get; set; }

    /// <summary>After this time the job is ended, for example 08:00:00. Without it: the cluster's own limit.</summary>
    [Parameter]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>The file that the job's output is added to. Without it: the job's name with .log, in the current folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var script = ResolvePath(Path);
        var name = Name ?? System.IO.Path.GetFileNameWithoutExtension(script);
        var request = new ClusterJobRequest
        {
            Name = name,
            Comment = Comment,
            ScriptPath = script,
            LogPath = ResolvePath(LogPath ?? name.Replace('/', '_') + ".log"),
            WorkingFolder = ResolvePath("."),
            Partition = Partition ?? Settings.Cluster.Partition,
            Cpus = Cpus ?? Settings.Cluster.Cpus,
            MemoryGigabytes = MemoryGigabytes ?? Settings.Cluster.MemoryGigabytes,
            TimeLimit = TimeLimit,
        };
        ClusterRequests.Check(request);
        if (!await MayAsync($"{script} as '{name}'", $"Submit a job ({Settings.Cluster.Executor})"))
        {
            return;
        }

        var submission = await Backend.Cluster(Settings).SubmitAsync(request, cancellationToken);
        if (submission.WasFound)
        {
            Warn($"A job '{name}'{(Comment is null ? string.Empty : $" with the comment '{Comment}'")} is there already (id {submission.Job.Id}, {submission.Job.State}); nothing was submitted.");
        }

        Emit(submission.Job);
    }
}
