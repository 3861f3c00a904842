using MicroStatus.Datasets;

namespace MicroStatus.Processing;

/// <summary>What was decided about a dataset's processing.</summary>
public sealed record ProcessingDecision
{
    /// <summary>The dataset.</summary>
    public required ProcessingSubject Subject { get; init; }

    /// <summary>What was seen.</summary>
    public required ProcessingObservation Observation { get; init; }

    /// <summary>The status that the files prove.</summary>
    public required ProcessingStatus Status { get; init; }

    /// <summary>The reading of the stage that it stands at; null when all are done.</summary>
    public StageReading? Current { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Why a person is needed; empty unless <see cref="Status"/> says so.</summary>
    public IReadOnlyList<AttentionReason> Reasons { get; init; } = [];

    /// <summary>More is there than at the last look.</summary>
    public bool HasProgress { get; init; }

    /// <summary>The check that last saw progress.</summary>
    public required DateTimeOffset LastProgress { get; init; }

    /// <summary>What is remembered to tell progress by at the next look; null when nothing tells.</summary>
    public string? Progress { get; init; }

    /// <summary>Why nothing may be begun, in a sentence; null when it may.</summary>
    public string? HeldBy { get; init; }

    /// <summary>What the row says and the files do not prove (any more), in a sentence; null when they agree. It is reported, and nothing is begun because of it.</summary>
    public string? Loss { get; init; }

    /// <summary>What is to be done now, in order; empty when nothing is, or nothing may be.</summary>
    public IReadOnlyList<ProcessingAct> Acts { get; init; } = [];
}
