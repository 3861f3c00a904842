using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Imaris;
using MicroStatus.Messages;

namespace MicroStatus.Processing.Rscm;

/// <summary>Processing of RSCM datasets: stitching, denoising, Imaris build (lab.md §3). It observes and says what is to be done; nothing is done here.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
/// <param name="imaris">Examines Imaris files.</param>
/// <param name="dask">The stitching cluster's scheduler; asked only while something is being stitched.</param>
/// <param name="clock">The lab's clock.</param>
public sealed class RscmPipeline(StatusSettings settings, IFileTree files, IImarisFiles imaris, IDaskScheduler dask, TimeProvider clock) : IProcessingPipeline
{
    /// <inheritdoc/>
    public string Modality => "rscm";

    /// <inheritdoc/>
    public TimeSpan ProgressTimeout => settings.Rscm.Processing.ProgressTimeout;

    /// <inheritdoc/>
    public string FinishedMessage => MessageKind.ImarisFileBuilt;

    /// <inheritdoc/>
    public async Task<IPipelineLook> BeginAsync(CancellationToken cancellationToken)
    {
        var processing = settings.Rscm.Processing;
        var queue = StitchQueueLook.Read(processing.Stitching, files);
        var cbpy = CbpyLook.Read(processing.Denoising, files);
        var reading = queue.InProcessing.Count == 0 ? null : await dask.ReadAsync(cancellationToken).ConfigureAwait(false);
        var watch = new ProgressWatch(ProgressTimeout, clock.GetUtcNow());
        return new RscmPipelineLook(
            settings,
            queue,
            new RscmTraceReader(settings, files, imaris, queue, cbpy),
            new StitchingStage(processing.Stitching, queue, reading, watch),
            new DenoisingStage(cbpy, watch),
            new ImarisBuildStage(settings, watch),
            new RscmChores(settings, files),
            new RscmServices(processing, queue, files));
    }
}
