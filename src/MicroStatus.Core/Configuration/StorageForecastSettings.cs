namespace MicroStatus.Configuration;

/// <summary>How it is foreseen when a store will be full.</summary>
public sealed record StorageForecastSettings
{
    /// <summary>The recent past that the present rate is taken from.</summary>
    [Setting("The recent past that the present rate of writing is taken from.", Min = 3600, Max = 31622400)]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Time that must be covered before a rate is told.</summary>
    [Setting("Time that must be covered before a rate is told.", Min = 60, Max = 31622400)]
    public TimeSpan Shortest { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Used space that is gone within an hour, in percent of the store, from which on it counts as deleted and not as a lower rate.</summary>
    [Setting("Used space that is gone from one hour to the next, in percent of the store, above which it was deleted and says nothing about the rate of writing.", Min = 0, Max = 100)]
    public double DeletionPercent { get; init; } = 0.1;

    /// <summary>How far ahead is foreseen.</summary>
    [Setting("How far ahead is foreseen; what lies further is not told.", Min = 86400, Max = 316224000)]
    public TimeSpan Horizon { get; init; } = TimeSpan.FromDays(730);
}
