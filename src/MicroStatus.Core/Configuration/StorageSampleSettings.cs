namespace MicroStatus.Configuration;

/// <summary>How the space on the stores is remembered.</summary>
public sealed record StorageSampleSettings
{
    /// <summary>Least time between two samples.</summary>
    [Setting("Least time between two samples of a store's space.", Min = 1, Max = 86400)]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long every sample is kept.</summary>
    [Setting("How long every sample is kept.", Min = 3600, Max = 31622400)]
    public TimeSpan AllFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long one sample an hour is kept; after that one a day stays.</summary>
    [Setting("How long one sample an hour is kept; after that one a day stays.", Min = 3600, Max = 316224000)]
    public TimeSpan HourlyFor { get; init; } = TimeSpan.FromDays(30);
}
