using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>Which samples of a store's space are taken, and which are kept. Pure.</summary>
public static class SampleRules
{
    // A store in which nothing changes still shows, an hour apart, that it was looked at.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Whether a measurement is worth a sample.</summary>
    /// <param name="last">The newest sample, or null.</param>
    /// <param name="space">What was measured.</param>
    /// <param name="now">The moment.</param>
    /// <param name="settings">How often samples are taken.</param>
    /// <returns>False right after another one, and while nothing changes.</returns>
    public static bool IsDue(StorageSample? last, VolumeSpace space, DateTimeOffset now, StorageSampleSettings settings)
    {
        if (last is null || last.Time > now)
        {
            return true; // the first one, or the clock was set back
        }

        var age = now - last.Time;
        return age >= settings.Interval && (age >= LongestPause || last.Space != space);
    }

    /// <summary>Samples that are not needed any more: of each hour, and later of each day, the first one stays.</summary>
    /// <param name="times">When samples were taken, oldest first.</param>
    /// <param name="now">The moment.</param>
    /// <param name="settings">How long samples are kept in full and by the hour.</param>
    /// <returns>The times of those that may go.</returns>
    public static IReadOnlyList<DateTimeOffset> Superfluous(IEnumerable<DateTimeOffset> times, DateTimeOffset now, StorageSampleSettings settings)
    {
        var superfluous = new List<DateTimeOffset>();
        DateTimeOffset? kept = null;
        foreach (var time in times)
        {
            var age = now - time;
            var grain = age <= settings.AllFor ? TimeSpan.Zero : age <= settings.HourlyFor ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);
            if (grain > TimeSpan.Zero && kept is { } before && time.UtcTicks / grain.Ticks == before.UtcTicks / grain.Ticks)
            {
                superfluous.Add(time);
            }
            else
            {
                kept = time;
            }
        }

        return superfluous;
    }
}
