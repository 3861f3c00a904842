namespace MicroStatus.Cluster;

/// <summary>What is known about a job.</summary>
public enum ClusterJobState
{
    /// <summary>Nobody can say: the cluster does not know the job any more, or says a word that is not known here. Never a failure by itself.</summary>
    Unknown,

    /// <summary>It waits for its turn.</summary>
    Pending,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It was begun and stands still for now.</summary>
    Suspended,

    /// <summary>Its script is over or is being ended, and the cluster has not said how yet.</summary>
    Completing,

    /// <summary>It ended with exit code 0.</summary>
    Completed,

    /// <summary>It ended with another exit code, or without one.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>It was ended when its time was over.</summary>
    TimedOut,

    /// <summary>It was ended because it took more memory than it had asked for.</summary>
    OutOfMemory,

    /// <summary>Its node failed or did not start.</summary>
    NodeFailed,

    /// <summary>It had to give way to another job.</summary>
    Preempted,
}
