namespace MicroStatus.Cluster;

/// <summary>Completes ids of jobs.</summary>
public sealed class ClusterJobIdCompleter : ClusterJobCompleter
{
    /// <inheritdoc/>
    protected override string Word(ClusterJob job) => job.Id;
}
