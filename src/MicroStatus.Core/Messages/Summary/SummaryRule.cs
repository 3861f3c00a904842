using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Messages.Summary;

/// <summary>When the daily summary is due, and what time it covers (lab.md §10). Pure.</summary>
/// <remarks>Due is compared between moments, not wall-clock times: neither the hour that daylight saving skips nor the one that it repeats makes
/// a day without a summary, or one with two.</remarks>
/// <param name="time">The lab's time zone.</param>
/// <param name="at">The time of day from which on it is due.</param>
/// <param name="takeOver">Nothing older than this moment is told; null when the database was ours from its beginning.</param>
public sealed class SummaryRule(LabTime time, TimeOnly at, DateTimeOffset? takeOver)
{
    private const string KeyStart = "summary|";
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly TimeSpan First = TimeSpan.FromHours(24);

    /// <summary>The key of a day's summary: the outbox takes each once.</summary>
    /// <param name="day">The lab day.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string day) => KeyStart + day;

    /// <summary>The day that a summary was made for.</summary>
    /// <param name="key">The message's key.</param>
    /// <returns>The lab day; null for a summary that a person asked for.</returns>
    public static string? DayOf(string key) => key.StartsWith(KeyStart, StringComparison.Ordinal) ? key[KeyStart.Length..] : null;

    /// <summary>The lab day whose summary is due, if it was not made yet. A day without any check after the time has none.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>The lab day; null before the time of day.</returns>
    public string? DueDay(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(AtLab(now).DateTime);
        return now >= time.FromLocal(today.ToDateTime(at)) ? today.ToString(DayFormat, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The time that a summary covers: since the last one was made, or one day for the first one.</summary>
    /// <param name="day">The lab day that it is made for.</param>
    /// <param name="lastMade">When the last daily one was made; null for the first.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The period; it never begins before the take-over.</returns>
    public SummaryPeriod Covers(string day, DateTimeOffset? lastMade, DateTimeOffset now)
    {
        var since = lastMade ?? now - First;
        since = since < takeOver ? takeOver.Value : since;
        return new SummaryPeriod(day, AtLab(since < now ? since : now), AtLab(now));
    }

    private DateTimeOffset AtLab(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, time.Zone);
}
