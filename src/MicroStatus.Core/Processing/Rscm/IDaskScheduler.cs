namespace MicroStatus.Processing.Rscm;

/// <summary>The Dask scheduler of the stitching cluster, which comes and goes (lab.md §3).</summary>
public interface IDaskScheduler
{
    /// <summary>Asks for its task counts, with a time limit. Whatever it answers, or does not, is a reading and no error.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What it said.</returns>
    Task<DaskReading> ReadAsync(CancellationToken cancellationToken);
}
