namespace MicroStatus.Datasets;

/// <summary>One entry of a dataset's history: who or what changed what, when, from what to what, and why.</summary>
public sealed record DatasetEvent
{
    /// <summary>Number of the entry; 0 before it is stored.</summary>
    public long EventId { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The dataset's database id, kept when the row is gone; null when there never was a row.</summary>
    public long? Id { get; init; }

    /// <summary>The dataset's name at that time.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset's folder at that time.</summary>
    public string? Path { get; init; }

    /// <summary>What kind of change, for example <c>registered</c>, <c>imaging</c>, <c>attention</c>, <c>renamed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The column that changed, where one did.</summary>
    public string? Field { get; init; }

    /// <summary>The value before.</summary>
    public string? From { get; init; }

    /// <summary>The value after.</summary>
    public string? To { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>User and host that changed it, for example <c>lab@login1</c>.</summary>
    public string? Who { get; init; }
}
