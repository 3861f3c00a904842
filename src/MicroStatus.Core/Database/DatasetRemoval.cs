namespace MicroStatus.Database;

/// <summary>A dataset that is to be removed from the database, as it is now, and what goes with it.</summary>
public sealed record DatasetRemoval
{
    /// <summary>The row.</summary>
    public required long Id { get; init; }

    /// <summary>Its name; empty when it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Its folder on FastStore, or null; a row that has another one by the time of the removal stays.</summary>
    public string? Path { get; init; }

    /// <summary>It is being moved; a row that begins to move before the removal stays.</summary>
    public bool Moving { get; init; }

    /// <summary>Something is remembered of its folder between checks.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Number of open reasons for attention.</summary>
    public int OpenAttention { get; init; }

    /// <summary>Number of its messages that wait to be delivered; they stay.</summary>
    public int WaitingMessages { get; init; }

    /// <summary>Other rows that name the same folder: what is remembered of it goes with the last of them.</summary>
    public IReadOnlyList<long> SharedWith { get; init; } = [];
}
