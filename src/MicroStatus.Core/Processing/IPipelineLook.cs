using MicroStatus.Datasets;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing;

/// <summary>One look at the datasets of one pipeline.</summary>
public interface IPipelineLook
{
    /// <summary>Whether something works on a dataset, or waits to, by what datasets share; no folder of its own is looked at. A finished one is looked at then, too: somebody has begun it
    /// again.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>True when something does.</returns>
    bool IsUnderWay(Dataset row);

    /// <summary>Looks at a dataset.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <returns>What is seen.</returns>
    /// <exception cref="DirectoryNotFoundException">The dataset's folder vanished.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    ProcessingObservation Observe(ProcessingSubject subject, CancellationToken cancellationToken);

    /// <summary>What the pipeline's own clusters must do now, after everything was decided and begun: start, stop, or stay.</summary>
    /// <param name="decisions">What was decided about each dataset.</param>
    /// <param name="isMoving">A dataset is on its way to Hive.</param>
    /// <returns>One a service that is needed or not needed; none for a pipeline without services.</returns>
    /// <exception cref="UnauthorizedAccessException">A shared folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    IReadOnlyList<ServiceNeed> Services(IReadOnlyList<ProcessingDecision> decisions, bool isMoving);
}
