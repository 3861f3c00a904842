using MicroStatus.Configuration;
using MicroStatus.Processing.MesoSpim;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Processing;

/// <summary>The pipelines of the lab's instruments.</summary>
public static class Pipelines
{
    /// <summary>All of them; a further one is a further line.</summary>
    /// <param name="backend">The outside world.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>In the order of the check.</returns>
    public static IReadOnlyList<IProcessingPipeline> All(IBackend backend, StatusSettings settings) =>
    [
        new RscmPipeline(settings, backend.Files, backend.ImarisFiles(settings.Imaris), backend.DaskScheduler(settings), backend.Clock(settings)),
        new MesoSpimPipeline(settings, backend.Files, backend.ImarisFiles(settings.Imaris), backend.Clock(settings)),
    ];
}
