using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>What is seen of one stage of one dataset at one moment.</summary>
public sealed record StageReading
{
    /// <summary>Which stage.</summary>
    public required StageKind Stage { get; init; }

    /// <summary>Where it stands.</summary>
    public required StageState State { get; init; }

    /// <summary>What proves it, or what it waits for, in a sentence.</summary>
    public required string Why { get; init; }

    /// <summary>The dataset's status while this stage is the one that it stands at, and is not done.</summary>
    public required ProcessingStatus StatusUntilDone { get; init; }

    /// <summary>The dataset's status when this stage is done and no later one has begun.</summary>
    public required ProcessingStatus StatusWhenDone { get; init; }

    /// <summary>A short text that changes with every progress and never without one, for example counts of files; null when it cannot tell. It is compared with the one of the
    /// check before.</summary>
    public string? Progress { get; init; }

    /// <summary>The part that is done, in percent, 0–100; null when unknown.</summary>
    public double? Percent { get; init; }

    /// <summary>When what is seen came true, as the files tell: a queue file's time, a product's time; null when nothing tells.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>Why it has failed; given exactly when <see cref="State"/> is <see cref="StageState.Failed"/>. Its subject is the file that it is about.</summary>
    public AttentionReason? Failure { get; init; }

    /// <summary>Silence means nothing here: it waits for its turn while others make progress, or for a person.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Where to look, for example the address of a dashboard; null when there is no such place.</summary>
    public Uri? Address { get; init; }

    /// <summary>What begins it; null when nothing is to be done but wait.</summary>
    public ProcessingAct? Next { get; init; }
}
