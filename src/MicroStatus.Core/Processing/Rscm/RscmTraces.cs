namespace MicroStatus.Processing.Rscm;

/// <summary>Everything that was read of one dataset: the stages only judge it.</summary>
internal sealed record RscmTraces
{
    /// <summary>The dataset.</summary>
    public required ProcessingSubject Subject { get; init; }

    /// <summary>What the stitching queue says of it.</summary>
    public required QueueTrace Queue { get; init; }

    /// <summary>Raw composites.</summary>
    public required Composites Raw { get; init; }

    /// <summary>The denoising job that counts; null when there is none.</summary>
    public DenoisingJob? Job { get; init; }

    /// <summary>A person chose that job.</summary>
    public bool IsJobChosen { get; init; }

    /// <summary>The job's folder: on FastStore, or on Hive when it is only there; null when it is nowhere.</summary>
    public string? JobFolder { get; init; }

    /// <summary>Denoised composites of the present stitching; null when there are none.</summary>
    public Composites? Denoised { get; init; }

    /// <summary>CBPy writes into the dataset.</summary>
    public bool IsBeingDenoised { get; init; }

    /// <summary>The job waits for CBPy.</summary>
    public bool IsQueuedForDenoising { get; init; }

    /// <summary>The Imaris file.</summary>
    public ImarisTrace Imaris { get; init; } = ImarisTrace.None;

    /// <summary>What the row's summary says.</summary>
    public required RscmSummary Summary { get; init; }

    /// <summary>All denoised composites are there, of one size and of the present stitching, and nobody writes them any more.</summary>
    public bool IsDenoised => !IsBeingDenoised && Denoised?.IsWhole(Queue.Since) == true;

    /// <summary>Something of it is queued, taken, or being written: nothing is begun and nothing goes to the trash.</summary>
    public bool IsBusy => Queue.IsInHand || IsBeingDenoised || IsQueuedForDenoising || Imaris.IsGrowing || Subject.Commands.Any(command => command.IsOpen);
}
