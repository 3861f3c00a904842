namespace MicroStatus.Cluster;

/// <summary>Runs jobs: on the cluster, or as processes of this machine (lab.md §8, §13).</summary>
/// <remarks>
/// Every member may throw <see cref="StatusException"/>: <c>ClusterCommandNotFound</c>, the command is not on this machine; <c>ClusterCommandFailed</c>, it failed
/// and changed nothing; <c>ClusterCommandTimedOut</c>, it, or the cluster behind it, did not answer in time: whether a change took place is unsure;
/// <c>ClusterAnswerUnreadable</c>, it said what no command of its kind says: unsure as well. A member that is cancelled while it submits or stops leaves that unsure, too.
/// </remarks>
public interface IClusterExecutor
{
    /// <summary>Submits a job, unless it is there already.</summary>
    /// <remarks>
    /// Before anything is submitted, a job of that name and comment is looked for: one that waits or runs, and, when the request has a comment, also one that is over.
    /// When the submission does not answer in time, it is looked for once more. So after <c>ClusterCommandTimedOut</c>, the same request can be made again later. A request that
    /// lay in a cluster that stood still may be carried out after that all the same: jobs of one name whose requests have comments never run side by side, and their
    /// scripts must stand being run a second time.
    /// </remarks>
    /// <param name="request">The job.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <returns>The job, and whether it was found.</returns>
    /// <exception cref="StatusException"><c>ClusterRequestInvalid</c>: the request breaks a rule of <see cref="ClusterJobRequest"/>. <c>ClusterScriptNotFound</c>: there is no
    /// such script. <c>ClusterRefused</c>: the cluster does not take such a job, for example because of its partition; its own words are in the message. And those of every
    /// member.</exception>
    Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken);

    /// <summary>All jobs of the configured user that the executor knows: those that wait and run, and those that ended lately.</summary>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <returns>The jobs, oldest first; the tasks of an array one by one. On a cluster a job is forgotten some minutes after its end.</returns>
    /// <exception cref="StatusException">Those of every member.</exception>
    Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken);

    /// <summary>What is known about jobs.</summary>
    /// <remarks>A job that the queue does not know is looked up in the cluster's accounting, where there is one; when that does not know it either, it is
    /// <see cref="ClusterJobState.Unknown"/>, which is no failure: its markers may say more.</remarks>
    /// <param name="ids">Ids of jobs, or of arrays.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <returns>For each id one job at least; for an array its tasks.</returns>
    /// <exception cref="StatusException">Those of every member.</exception>
    Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Looks for jobs by name: the evidence after a submission that is unsure.</summary>
    /// <param name="name">The exact name.</param>
    /// <param name="comment">The exact comment; null for any.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <returns>Jobs of the configured user from the queue, else from accounting, oldest first; none when none is known.</returns>
    /// <exception cref="StatusException">Those of every member.</exception>
    Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken);

    /// <summary>Cancels a job. One that is over already stays as it is.</summary>
    /// <remarks>SLURM ends a job some time after it was asked to; the local executor returns when the job's processes are gone.</remarks>
    /// <param name="id">Id of a job, or of an array.</param>
    /// <param name="cancellationToken">Ends the commands.</param>
    /// <returns>When the cluster has taken the request.</returns>
    /// <exception cref="StatusException"><c>ClusterJobNotFound</c>: the executor knows no such job of the configured user (any more). <c>ClusterJobElsewhere</c>: a job of the
    /// local executor that runs on another machine. <c>ClusterStopFailed</c>: its processes do not end. And those of every member.</exception>
    Task StopAsync(string id, CancellationToken cancellationToken);
}
