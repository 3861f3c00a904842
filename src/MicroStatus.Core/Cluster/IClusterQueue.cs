namespace MicroStatus.Cluster;

/// <summary>The jobs of the cluster that wait or run (lab.md §8, §13).</summary>
public interface IClusterQueue
{
    /// <summary>Asks the cluster.</summary>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>The names of the configured user's jobs.</returns>
    /// <exception cref="StatusException"><c>ClusterCommandNotFound</c>: the command is not on this machine.
    /// <c>ClusterCommandFailed</c>: it failed or did not answer in time.</exception>
    Task<IReadOnlySet<string>> ReadJobNamesAsync(CancellationToken cancellationToken);
}
