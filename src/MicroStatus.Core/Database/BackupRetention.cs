using System.Globalization;
using MicroStatus.Configuration;

namespace MicroStatus.Database;

/// <summary>Which daily backups are kept: the newest of each of the last days, weeks and months that have one.</summary>
/// <remarks>Weeks are those of ISO 8601, from Monday to Sunday. Days, weeks and months without a backup do not count, so that nothing is lost
/// while no backups are made. Applied every day, it keeps what it would keep of all backups ever made.</remarks>
/// <param name="settings">How many.</param>
public sealed class BackupRetention(RetentionSettings settings)
{
    /// <summary>Chooses what to keep.</summary>
    /// <param name="dates">The days that have a backup, in any order.</param>
    /// <param name="today">The day at the lab. Its own backup and those of days to come, which a wrong clock may have made, are kept always.</param>
    /// <returns>The days whose backup is kept, the newest of all among them.</returns>
    public IReadOnlySet<DateOnly> Keep(IEnumerable<DateOnly> dates, DateOnly today)
    {
        var all = dates.Distinct().OrderDescending().ToList();
        var past = all.Where(date => date <= today).ToList();
        return all.Where(date => date >= today)
            .Concat(past.Take(Math.Max(1, settings.Daily)))
            .Concat(NewestOf(past, WeekOf, settings.Weekly))
            .Concat(NewestOf(past, date => (date.Year, date.Month), settings.Monthly))
            .ToHashSet();
    }

    // Newest first: so are the groups, and the first of each is its newest.
    private static IEnumerable<DateOnly> NewestOf(IEnumerable<DateOnly> newestFirst, Func<DateOnly, (int Year, int Number)> periodOf, int count) =>
        newestFirst.GroupBy(periodOf).Take(count).Select(period => period.First());

    private static (int Year, int Number) WeekOf(DateOnly date)
    {
        var day = date.ToDateTime(TimeOnly.MinValue);
        return (ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));
    }
}
