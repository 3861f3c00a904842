namespace MicroStatus.Processing;

/// <summary>The seam behind which the processing of an instrument's datasets stands: an ordered list of stages.</summary>
/// <remarks>A further instrument is one class of this kind, registered in one line.</remarks>
public interface IProcessingPipeline
{
    /// <summary>The modality's name as stored, for example <c>rscm</c>.</summary>
    string Modality { get; }

    /// <summary>How long a stage may show no progress before it may be stuck.</summary>
    TimeSpan ProgressTimeout { get; }

    /// <summary>The kind of message that tells of the end: see <see cref="Messages.MessageKind"/>.</summary>
    string FinishedMessage { get; }

    /// <summary>Prepares one look: what datasets share (queues, running work, task counts) is read once.</summary>
    /// <param name="cancellationToken">Ends what is read.</param>
    /// <returns>The look.</returns>
    /// <exception cref="UnauthorizedAccessException">A shared folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    Task<IPipelineLook> BeginAsync(CancellationToken cancellationToken);
}
