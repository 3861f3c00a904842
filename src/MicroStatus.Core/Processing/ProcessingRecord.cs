namespace MicroStatus.Processing;

/// <summary>What is remembered of a dataset's processing from check to check.</summary>
public sealed record ProcessingRecord
{
    /// <summary>The dataset.</summary>
    public required long Id { get; init; }

    /// <summary>The stage that it stands at; null when all are done.</summary>
    public StageKind? Stage { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The stage's <see cref="StageReading.Progress"/> at the last look.</summary>
    public string? Progress { get; init; }

    /// <summary>The check that last saw progress.</summary>
    public required DateTimeOffset LastProgress { get; init; }

    /// <summary>The part of the stage that is done, in percent; null when unknown.</summary>
    public double? Percent { get; init; }

    /// <summary>Where it stands or what it waits for, in a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>When everything was found done and tidied up: from there on it is looked at once a day. Null before.</summary>
    public DateTimeOffset? LastFinishedLook { get; init; }

    /// <summary>The end of its processing was announced where it is announced after the move (lab.md §10).</summary>
    public bool IsAnnouncedOnHive { get; init; }
}
