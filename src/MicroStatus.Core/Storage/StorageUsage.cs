namespace MicroStatus.Storage;

/// <summary>How full a store is, and when it will be full.</summary>
public sealed record StorageUsage
{
    /// <summary>The store's name.</summary>
    public required string Store { get; init; }

    /// <summary>Where it is mounted.</summary>
    public required string Root { get; init; }

    /// <summary>What Windows machines call it.</summary>
    public required string WindowsRoot { get; init; }

    /// <summary>Bytes in all; null when the store was not measured.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes in use.</summary>
    public long? Used { get; init; }

    /// <summary>Bytes that a normal user can still write.</summary>
    public long? Free { get; init; }

    /// <summary>Used space in percent, as <c>df</c> shows it.</summary>
    public int? Percent { get; init; }

    /// <summary>The level of shortage now; of a store that was not measured the last one known.</summary>
    public StorageLevel Level { get; init; }

    /// <summary>Since when, as status checks saw it; null when no check has seen this level yet.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Bytes written a day in the recent past, deletions left out; null when too little is known.</summary>
    public long? GrowthPerDay { get; init; }

    /// <summary>Bytes in use now beyond those of a day ago, negative when it is less; null when nothing is known of then.</summary>
    public long? ChangeInADay { get; init; }

    /// <summary>Bytes that running acquisitions will still write, as far as known; null when nothing is known of any that runs, or there is no database.</summary>
    public long? ExpectedFromAcquisitions { get; init; }

    /// <summary>When the store will be full at the present rate, running acquisitions counted; null when unknown or far ahead.</summary>
    public DateTimeOffset? FullAt { get; init; }

    /// <summary>When the next level will be reached at that rate; null at the highest one, and when unknown or far ahead.</summary>
    public DateTimeOffset? NextLevelAt { get; init; }

    /// <summary>The store is mounted and lists its acquisitions.</summary>
    public bool IsPresent { get; init; }

    /// <summary>Why it was not measured, in a sentence, or null.</summary>
    public string? Reason { get; init; }
}
