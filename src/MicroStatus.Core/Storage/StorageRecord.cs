namespace MicroStatus.Storage;

/// <summary>What a check writes about a store into tables of our own.</summary>
public sealed record StorageRecord
{
    /// <summary>The store's name.</summary>
    public required string Store { get; init; }

    /// <summary>Where it is mounted: a store that is configured to lie elsewhere begins anew.</summary>
    public required string Root { get; init; }

    /// <summary>Its level, or null when it stays.</summary>
    public StorageState? State { get; init; }

    /// <summary>How full it is, or null when that is not worth a sample.</summary>
    public StorageSample? Sample { get; init; }

    /// <summary>Times of samples that are not needed any more.</summary>
    public IReadOnlyList<DateTimeOffset> Forgotten { get; init; } = [];
}
