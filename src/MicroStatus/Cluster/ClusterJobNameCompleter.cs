namespace MicroStatus.Cluster;

/// <summary>Completes names of jobs.</summary>
public sealed class ClusterJobNameCompleter : ClusterJobCompleter
{
    /// <inheritdoc/>
    protected override string Word(ClusterJob job) => job.Name;
}
