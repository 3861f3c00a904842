using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing;

/// <summary>Where the processing of one dataset stands, by its files and queues at this moment.</summary>
public sealed record DatasetProcessing
{
    /// <summary>The dataset's id.</summary>
    public required long Id { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>rscm</c> or <c>mesospim</c>.</summary>
    public required string Modality { get; init; }

    /// <summary>The status that the files prove; the row has it after the next check.</summary>
    public required ProcessingStatus Status { get; init; }

    /// <summary>The stage that it stands at; null when all are done.</summary>
    public StageKind? Stage { get; init; }

    /// <summary>Where that stage stands; null when all are done.</summary>
    public StageState? State { get; init; }

    /// <summary>The part of the stage that is done, in percent, 0–100; null when unknown.</summary>
    public double? Percent { get; init; }

    /// <summary>Since when checks have seen it at this stage; null before the first check.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The check that last saw progress; null before the first one.</summary>
    public DateTimeOffset? LastProgress { get; init; }

    /// <summary>What proves where it stands, or what it waits for, in a sentence.</summary>
    public required string Why { get; init; }

    /// <summary>Why nothing is begun, in a sentence; null when nothing is in the way.</summary>
    public string? HeldBy { get; init; }

    /// <summary>What the next check begins, in sentences; empty when it begins nothing.</summary>
    public IReadOnlyList<string> Next { get; init => field = TextList.Of(value); } = TextList.Empty;

    /// <summary>When all stages will be done, by the times that earlier datasets of this instrument took; null when unknown, or when it does not go on.</summary>
    public DateTimeOffset? EstimatedEnd { get; init; }

    /// <summary>The newest command that was run for the stage; null when none was.</summary>
    public ProcessingCommand? Command { get; init; }

    /// <summary>The Imaris file, when there is one that opens.</summary>
    public string? ImarisFile { get; init; }
}
