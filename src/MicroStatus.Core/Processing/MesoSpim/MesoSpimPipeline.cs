using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Imaris;
using MicroStatus.Messages;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>Processing of mesoSPIM datasets (lab.md §4): a command submits all jobs, and their products tell how far they are.</summary>
/// <param name="settings">The settings.</param>
/// <param name="files">The stores.</param>
/// <param name="imaris">Opens Imaris files.</param>
/// <param name="clock">The lab's clock.</param>
public sealed class MesoSpimPipeline(StatusSettings settings, IFileTree files, IImarisFiles imaris, TimeProvider clock) : IProcessingPipeline
{
    /// <inheritdoc/>
    public string Modality => "mesospim";

    /// <inheritdoc/>
    public TimeSpan ProgressTimeout => settings.MesoSpim.Processing.ProgressTimeout;

    /// <inheritdoc/>
    public string FinishedMessage => MessageKind.ProcessingFinished;

    /// <inheritdoc/>
    public Task<IPipelineLook> BeginAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IPipelineLook>(new MesoSpimPipelineLook(settings, files, imaris, clock.GetUtcNow()));
}
