namespace MicroStatus.Configuration;

/// <summary>Where jobs of our own run.</summary>
public enum ClusterExecutor
{
    /// <summary>They are submitted to SLURM.</summary>
    Slurm,

    /// <summary>They run as processes of this machine: a demo lab, a lab without a cluster.</summary>
    Local,
}
