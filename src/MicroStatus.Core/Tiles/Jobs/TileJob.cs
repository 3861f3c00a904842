using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Tiles.Jobs;

/// <summary>A test or a montage that runs as a job, as it stands at one moment.</summary>
public sealed record TileJob
{
    /// <summary>The job's name, by which Receive-TileSetResult finds it.</summary>
    public required string JobName { get; init; }

    /// <summary>What it does.</summary>
    public required TileJobKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required TileJobState State { get; init; }

    /// <summary>The dataset's id; null when no database was asked.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>How deep files are looked into.</summary>
    public TiffDepth Depth { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required int Tasks { get; init; }

    /// <summary>How many of them have left their result.</summary>
    public required int TasksDone { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>The executor's id of it; null when that is not known.</summary>
    public string? JobId { get; init; }

    /// <summary>Who runs it.</summary>
    public required ClusterExecutor Executor { get; init; }

    /// <summary>Its folder, absolute: plan, results and logs.</summary>
    public required string Folder { get; init; }

    /// <summary>The executor's word about a task that is over without a result; null when there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>It waits or runs.</summary>
    public bool IsUnderWay => State is TileJobState.Waiting or TileJobState.Running;

    /// <summary>How far a job is, by its results and by what the executor tells. Pure.</summary>
    /// <param name="tasks">How many tasks it has.</param>
    /// <param name="done">How many have left a result.</param>
    /// <param name="jobs">The executor's jobs of its name; for an array its tasks.</param>
    /// <returns>The state.</returns>
    public static TileJobState StateOf(int tasks, int done, IReadOnlyList<ClusterJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        if (done >= tasks)
        {
            return TileJobState.Finished;
        }

        if (jobs.Any(job => job.IsLive))
        {
            return jobs.Any(job => job.State != ClusterJobState.Pending) || done > 0 ? TileJobState.Running : TileJobState.Waiting;
        }

        return jobs.Any(job => job.IsOver) ? TileJobState.Failed : TileJobState.Unknown;
    }
}
