using MicroStatus.Cluster;

namespace MicroStatus.Backend.Cluster.Local;

/// <summary>From evidence to a job's state. Pure.</summary>
internal static class LocalJobStates
{
    /// <summary>Weighs.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="mayStart">It was submitted so lately that it may still begin.</param>
    /// <returns>The state, and the reason where it needs one.</returns>
    public static (ClusterJobState State, string? Reason) Of(LocalEvidence evidence, bool mayStart) => evidence switch
    {
        { Exit: { Code: 0 } } => (ClusterJobState.Completed, null),
        { Exit: not null, IsCancelled: true } => (ClusterJobState.Cancelled, null),
        { Exit: not null, IsTimedOut: true } => (ClusterJobState.TimedOut, null),
        { Exit: not null } => (ClusterJobState.Failed, null),
        { Process: null, IsCancelled: true } => (ClusterJobState.Cancelled, "It had not begun."),
        { Record: null } => (ClusterJobState.Unknown, "The note of what was asked for is damaged."),
        { Process: null } when mayStart => (ClusterJobState.Pending, null),
        { Process: null } => (ClusterJobState.Unknown, "It was never seen to begin."),
        { IsHere: false } => (ClusterJobState.Unknown, $"It was begun on {evidence.Process.Host}, and can be seen from there alone."),
        { IsWatched: true, IsCancelled: true } => (ClusterJobState.Completing, "It is being cancelled."),
        { IsWatched: true, IsTimedOut: true } => (ClusterJobState.Completing, "Its time is over."),
        { IsWatched: true } => (ClusterJobState.Running, null),
        { HasProcesses: true } => (ClusterJobState.Running, "Its watcher is gone; how it ends will not be noted."),
        { IsCancelled: true } => (ClusterJobState.Cancelled, "It was killed."),
        { IsTimedOut: true } => (ClusterJobState.TimedOut, "It was killed."),
        _ => (ClusterJobState.Failed, "It ended without leaving an exit code: it was killed, or the machine was restarted."),
    };
}
