using MicroStatus.Configuration;

namespace MicroStatus.Storage;

/// <summary>How fast a store fills: what was written in the recent past, by the time in which it was written. Pure.</summary>
/// <remarks>
/// The samples are cut wherever the used space falls by more than a small share of the store: there, somebody deleted or moved something away,
/// which says nothing about how fast is written. Of each piece between two such cuts, its growth from end to end counts, and its time; a smaller
/// dip stays inside its piece and cancels out with the rise around it. A slope fitted through all points would follow the deletions, and one
/// fitted through each piece would nearly ignore what was written in its last hours. One sample an hour is looked at, so that files that come
/// and go within it count for nothing.
/// </remarks>
public static class GrowthRate
{
    /// <summary>The rate.</summary>
    /// <param name="samples">Samples of the window, oldest first, the present one last.</param>
    /// <param name="settings">What counts as a deletion, and how much time a rate needs.</param>
    /// <returns>Bytes a day, negative when the store slowly empties; null when too little time is covered.</returns>
    public static double? PerDay(IEnumerable<StorageSample> samples, StorageForecastSettings settings)
    {
        var growth = 0.0;
        var covered = TimeSpan.Zero;
        StorageSample? before = null;
        foreach (var sample in Hourly(samples))
        {
            if (before is not null && before.Used - sample.Used <= sample.Size * settings.DeletionPercent / 100)
            {
                growth += (double)sample.Used - before.Used;
                covered += sample.Time - before.Time;
            }

            before = sample;
        }

        return covered > TimeSpan.Zero && covered >= settings.Shortest ? growth / covered.TotalDays : null;
    }

    // The last sample of each hour.
    private static IEnumerable<StorageSample> Hourly(IEnumerable<StorageSample> samples)
    {
        StorageSample? last = null;
        foreach (var sample in samples)
        {
            if (last is not null && last.Time.UtcTicks / TimeSpan.TicksPerHour != sample.Time.UtcTicks / TimeSpan.TicksPerHour)
            {
                yield return last;
            }

            last = sample;
        }

        if (last is not null)
        {
            yield return last;
        }
    }
}
