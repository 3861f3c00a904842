using MicroStatus.Cluster;

namespace MicroStatus.Backend.Cluster;

/// <summary>SLURM's words for states of jobs. Pure.</summary>
internal static class SlurmStates
{
    private static readonly Dictionary<string, ClusterJobState> Words = new(StringComparer.Ordinal)
    {
        ["PENDING"] = ClusterJobState.Pending,
        ["CONFIGURING"] = ClusterJobState.Pending,
        ["REQUEUED"] = ClusterJobState.Pending,
        ["REQUEUE_FED"] = ClusterJobState.Pending,
        ["REQUEUE_HOLD"] = ClusterJobState.Pending,
        ["RESV_DEL_HOLD"] = ClusterJobState.Pending,
        ["SPECIAL_EXIT"] = ClusterJobState.Pending,
        ["RUNNING"] = ClusterJobState.Running,
        ["RESIZING"] = ClusterJobState.Running,
        ["SIGNALING"] = ClusterJobState.Running,
        ["STAGE_OUT"] = ClusterJobState.Completing,
        ["COMPLETING"] = ClusterJobState.Completing,
        ["SUSPENDED"] = ClusterJobState.Suspended,
        ["STOPPED"] = ClusterJobState.Suspended,
        ["COMPLETED"] = ClusterJobState.Completed,
        ["FAILED"] = ClusterJobState.Failed,
        ["LAUNCH_FAILED"] = ClusterJobState.Failed,
        ["RECONFIG_FAIL"] = ClusterJobState.Failed,
        ["CANCELLED"] = ClusterJobState.Cancelled,
        ["REVOKED"] = ClusterJobState.Cancelled,
        ["TIMEOUT"] = ClusterJobState.TimedOut,
        ["DEADLINE"] = ClusterJobState.TimedOut,
        ["OUT_OF_MEMORY"] = ClusterJobState.OutOfMemory,
        ["NODE_FAIL"] = ClusterJobState.NodeFailed,
        ["BOOT_FAIL"] = ClusterJobState.NodeFailed,
        ["PREEMPTED"] = ClusterJobState.Preempted,
    };

    /// <summary>What a word means.</summary>
    /// <param name="word">Of squeue, or of sacct, which may go on: <c>CANCELLED by 1000</c>, <c>CANCELLED+</c>.</param>
    /// <returns>The state; a word that is not known gives Unknown.</returns>
    public static ClusterJobState Of(string word) => Words.GetValueOrDefault(word.Split(' ', 2)[0].TrimEnd('+'));

    /// <summary>Why a job is in its state.</summary>
    /// <param name="word">The word for its state.</param>
    /// <param name="reason">SLURM's reason.</param>
    /// <returns>The reason, with the word where that is not known here; null when there is none.</returns>
    public static string? Reason(string word, string reason)
    {
        var said = reason is "" or "None" or "(null)" ? null : reason;
        return Of(word) == ClusterJobState.Unknown ? $"SLURM says '{word}'{(said is null ? string.Empty : $" ({said})")}." : said;
    }
}
