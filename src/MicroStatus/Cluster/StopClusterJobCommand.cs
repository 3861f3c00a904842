using System.Management.Automation;
using MicroStatus.Hosting;

namespace MicroStatus.Cluster;

/// <summary>Cancels jobs that wait or run.</summary>
/// <remarks>
/// Each job is asked for. A job that is over stays as it is, without an error. SLURM ends a running job some time after it was asked to. A job that runs
/// on this machine is asked to end, and killed when it has not ended after the time of the setting Cluster:LocalStopGrace; the cmdlet waits for that.
///
/// A job that moves a dataset is better stopped with the cmdlet for moves, where there is one: it also records what has become of the dataset.
/// </remarks>
/// <example>
/// <code>Stop-ClusterJob 4711</code>
/// Cancels one job, after asking.
/// </example>
/// <example>
/// <code>Get-ClusterJob KC34_* -State Pending | Stop-ClusterJob -Confirm:$false -PassThru</code>
/// Cancels waiting jobs without asking, and shows what has become of them.
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "ClusterJob", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ClusterJob))]
public sealed class StopClusterJobCommand : LabCommand
{
    /// <summary>Ids of jobs, or of job arrays, which mean all of their tasks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ClusterJobIdCompleter))]
    [PipedText]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Shows each job as it is after that; without it nothing comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var cluster = Backend.Cluster(Settings);
        var known = (await cluster.GetAsync(Id, cancellationToken)).ToList();
        foreach (var id in Id.Distinct(StringComparer.Ordinal))
        {
            var jobs = known.FindAll(job => job.IsMeantBy(id));
            try
            {
                if (jobs.TrueForAll(job => job.IsOver) || await MayAsync(Target(id, jobs), "Cancel the job"))
                {
                    await cluster.StopAsync(id, cancellationToken);
                    await PassAsync(cluster, id, cancellationToken);
                }
            }
            catch (StatusException e)
            {
                Report(e, id);
            }
        }
    }

    private static string Target(string id, List<ClusterJob> jobs) =>
        jobs is [{ Name.Length: > 0 } job, ..] ? $"{id} ({DisplayText.Of(job.Name)}, {job.State})" : id;

    private async Task PassAsync(IClusterExecutor cluster, string id, CancellationToken cancellationToken)
    {
        if (PassThru)
        {
            foreach (var job in await cluster.GetAsync([id], cancellationToken))
            {
                Emit(job);
            }
        }
    }
}
