namespace MicroStatus.Datasets;

/// <summary>Which datasets are wanted; every given part must hold. Becomes SQL, so that unwanted rows are never read.</summary>
public sealed record DatasetFilter
{
    /// <summary>Any of these ids; empty means all.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Folders on FastStore, exactly, any of them; empty means all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Names with PowerShell wildcards, any of them, case-insensitive; empty means all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>PI names with PowerShell wildcards, any of them, case-insensitive; empty means all.</summary>
    public IReadOnlyList<string> Pis { get; init; } = [];

    /// <summary>Rows of <c>pi</c>, any of them; empty means all.</summary>
    public IReadOnlyList<long> PiIds { get; init; } = [];

    /// <summary>CL numbers with PowerShell wildcards, any of them, case-insensitive; empty means all.</summary>
    public IReadOnlyList<string> ClNumbers { get; init; } = [];

    /// <summary>Rows of <c>clnumber</c>, any of them; empty means all.</summary>
    public IReadOnlyList<long> ClNumberIds { get; init; } = [];

    /// <summary>Modalities; empty means all.</summary>
    public IReadOnlyList<string> Modalities { get; init; } = [];

    /// <summary>Imaging statuses; empty means all.</summary>
    public IReadOnlyList<ImagingStatus> ImagingStatuses { get; init; } = [];

    /// <summary>Processing statuses; empty means all.</summary>
    public IReadOnlyList<ProcessingStatus> ProcessingStatuses { get; init; } = [];

    /// <summary>True: only those that need a person; false: only those that do not.</summary>
    public bool? NeedsAttention { get; init; }

    /// <summary>True: only those on FastStore; false: only those that are not.</summary>
    public bool? OnFastStore { get; init; }

    /// <summary>True: only those whose microscope time was reported; false: only those whose was not.</summary>
    public bool? UsageReported { get; init; }

    /// <summary>True: only those that have an analysis task; false: only those that have none.</summary>
    public bool? HasAnalysisTask { get; init; }

    /// <summary>True: only those of brain data producers; false: only those of others.</summary>
    public bool? IsBrain { get; init; }

    /// <summary>Only those recorded at or after this moment.</summary>
    public DateTimeOffset? Since { get; init; }
}
