namespace MicroStatus.Database.Examination;

/// <summary>What the database file itself tells: facts, not yet weighed.</summary>
public sealed record FileExamination
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Why the database cannot be used as it is: <c>DatabaseNeedsUpdate</c> or <c>DatabaseCorrupt</c>; null when it can.</summary>
    public StatusException? Obstacle { get; init; }

    /// <summary>What SQLite's integrity check complains of; empty for a sound file.</summary>
    public IReadOnlyList<string> IntegrityFaults { get; init; } = [];

    /// <summary>All that it complains of are indexes, which can be built anew from the rows.</summary>
    public bool AreOnlyIndexes { get; init; }

    /// <summary>References to rows that are not there.</summary>
    public IReadOnlyList<DanglingReference> References { get; init; } = [];

    /// <summary>Differences of the schema.</summary>
    public IReadOnlyList<SchemaDifference> Schema { get; init; } = [];

    /// <summary>The row <c>daily_summary</c> is there.</summary>
    public bool HasSummaryRow { get; init; } = true;

    /// <summary>Folders that are remembered although no row has them.</summary>
    public IReadOnlyList<RememberedFolder> Remembered { get; init; } = [];

    /// <summary>Messages that wait to be sent.</summary>
    public long WaitingMessages { get; init; }

    /// <summary>When the oldest of them came up; null when there is none.</summary>
    public DateTimeOffset? OldestMessage { get; init; }
}
