using MicroStatus.Cluster;

namespace MicroStatus.Processing;

/// <summary>The executor's jobs, asked for once and only when somebody needs them.</summary>
/// <param name="cluster">The executor.</param>
internal sealed class SharedJobs(IClusterExecutor cluster)
{
    private IReadOnlyList<ClusterJob>? _jobs;
    private StatusException? _failure;

    /// <summary>The jobs.</summary>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>The jobs.</returns>
    /// <exception cref="StatusException">The executor cannot be asked; it is asked once.</exception>
    public async Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        try
        {
            return _jobs ??= await cluster.ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StatusException e)
        {
            _failure = e;
            throw;
        }
    }
}
