using System.Management.Automation;
using MicroStatus.Tiles.Jobs;

namespace MicroStatus.Tiles;

/// <summary>The base of cmdlets whose work on tile sets can run as a job.</summary>
public abstract class TileJobCommand : TileSetCommand
{
    /// <summary>Submits the work as a job, to the cluster or as a process of this machine as the setting Cluster:Executor says, and gives the job; Receive-TileSetResult gives its results.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Plans and submits.</summary>
    /// <param name="plan">Plans the job.</param>
    /// <param name="what">What it does, for a person.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>When submitted, or not wanted.</returns>
    protected async Task SubmitAsync(Func<TileJobs, TileJobPlan> plan, string what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var jobs = new TileJobs(Settings, Backend.Files, Backend.FileActs, Backend.Cluster(Settings), Backend.Clock(Settings));
        var job = plan(jobs);
        if (await MayAsync($"{job.Name} ({job.Tasks} {(job.Tasks == 1 ? "task" : "tasks")})", $"Submit a job that {what} ({Settings.Cluster.Executor})").ConfigureAwait(false))
        {
            Emit(await jobs.SubmitAsync(job, ModuleManifest(), cancellationToken).ConfigureAwait(false));
        }
    }

    // The job's shell imports this very module, wherever it lies.
    private static string ModuleManifest() =>
        System.IO.Path.Join(System.IO.Path.GetDirectoryName(typeof(TileJobCommand).Assembly.Location), "MicroStatus.psd1");
}
