using MicroStatus.Configuration;

namespace MicroStatus.Cluster;

/// <summary>One job, as the cluster (or this machine, for the local executor) tells of it at one moment.</summary>
public sealed record ClusterJob
{
    /// <summary>The executor's own id: <c>4711</c>, or <c>4711_2</c> for a task of an array.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the array that it is a task of; null when it is none.</summary>
    public string? ArrayId { get; init; }

    /// <summary>Its name; empty when the job is not known any more.</summary>
    public required string Name { get; init; }

    /// <summary>Its comment; null when it has none.</summary>
    public string? Comment { get; init; }

    /// <summary>What is known about it.</summary>
    public required ClusterJobState State { get; init; }

    /// <summary>Why it is in this state, in the executor's words; null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The exit code of its script; 128 and the signal's number when a signal ended it; null while it is not over, and when nobody noted it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>When it was submitted, in the lab's time zone.</summary>
    public DateTimeOffset? Submitted { get; init; }

    /// <summary>When it began; null while it waits.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null while it is not over.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The node, or the nodes, that it runs on or ran on.</summary>
    public string? Node { get; init; }

    /// <summary>Who runs it.</summary>
    public required ClusterExecutor Executor { get; init; }

    /// <summary>It waits or runs.</summary>
    public bool IsLive => State is ClusterJobState.Pending or ClusterJobState.Running or ClusterJobState.Suspended or ClusterJobState.Completing;

    /// <summary>It is over for certain. A job that is neither live nor over is unknown.</summary>
    public bool IsOver => !IsLive && State != ClusterJobState.Unknown;

    /// <summary>Whether an id means this job.</summary>
    /// <param name="id">An id of a job, or of an array, which means all of its tasks.</param>
    /// <returns>True when it does.</returns>
    public bool IsMeantBy(string id) =>
        string.Equals(id, Id, StringComparison.Ordinal) || string.Equals(id, ArrayId, StringComparison.Ordinal);

    /// <summary>A job that nobody knows any more.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="executor">Who was asked.</param>
    /// <param name="reason">What was asked and said.</param>
    /// <returns>An unknown job.</returns>
    public static ClusterJob NotKnown(string id, ClusterExecutor executor, string reason) =>
        new() { Id = id, Name = string.Empty, State = ClusterJobState.Unknown, Reason = reason, Executor = executor };
}
