using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>Hears of what a look at processing writes and cannot do.</summary>
public interface IProcessingListener
{
    /// <summary>Something was written, or would be.</summary>
    /// <param name="applied">What became of it.</param>
    void Written(AppliedChange applied);

    /// <summary>A dataset, a service or a pipeline could not be looked at, or an act could not be done.</summary>
    /// <param name="id">The dataset, or null.</param>
    /// <param name="what">The dataset's, the service's or the pipeline's name.</param>
    /// <param name="cause">Why.</param>
    void Failed(long? id, string what, Exception cause);

    /// <summary>A finished dataset's files do not show it any more.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="loss">What, in a sentence.</param>
    void Lost(Dataset row, string loss);
}
