namespace MicroStatus.Configuration;

/// <summary>The status check.</summary>
public sealed record CheckSettings
{
    /// <summary>Failures in a row after which a dataset is quarantined.</summary>
    [Setting("Failures in a row after which a dataset is left alone until its folder changes.", Min = 1, Max = 1000)]
    public int QuarantineAfter { get; init; } = 3;

    /// <summary>How long a lease holds without a sign of life.</summary>
    [Setting("How long a check's lease holds without a sign of life of its process.", Min = 5, Max = 86400)]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often everything is listed anew.</summary>
    [Setting("How often a dataset on FastStore is listed anew in full, however little seems to change.", Min = 60, Max = 2678400)]
    public TimeSpan FullListingInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long another monitor must have been silent before a database is taken over.</summary>
    [Setting("How long another monitor must have been silent before a database is taken over from it.", Min = 0, Max = 604800)]
    public TimeSpan TakeOverQuietTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Datasets looked at side by side.</summary>
    [Setting("Datasets looked at side by side.", Min = 1, Max = 64)]
    public int Parallelism { get; init; } = 4;
}
