namespace MicroStatus.Acquisition;

/// <summary>One look at one dataset.</summary>
public sealed record ObservationRequest
{
    /// <summary>The dataset's folder.</summary>
    public required string Path { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the same instrument remembered of its last look; null at the first look.</summary>
    public byte[]? Memory { get; init; }

    /// <summary>List everything again, however little seems to have changed: before an end or a stall is declared, and once a day.</summary>
    public bool FullListing { get; init; }

    /// <summary>The moment of the look.</summary>
    public required DateTimeOffset Now { get; init; }
}
