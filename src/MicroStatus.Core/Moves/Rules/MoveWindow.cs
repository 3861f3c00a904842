using MicroStatus.Configuration;
using MicroStatus.Datasets;

namespace MicroStatus.Moves.Rules;

/// <summary>When moves may start (lab.md §8): by the clock on the lab's wall, on days of 23 and 25 hours too. Pure.</summary>
/// <param name="settings">The window.</param>
/// <param name="time">The lab's time zone.</param>
public sealed class MoveWindow(MoveWindowSettings settings, LabTime time)
{
    private const int DaysAhead = 8;

    /// <summary>Whether moves may start.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>True when they may.</returns>
    public bool IsOpen(DateTimeOffset now)
    {
        if (!settings.Enabled)
        {
            return true;
        }

        var local = TimeZoneInfo.ConvertTime(now, time.Zone);
        var clock = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return settings.WholeDays.Contains(local.DayOfWeek)
            || (settings.Start <= settings.End ? clock >= settings.Start && clock < settings.End : clock >= settings.Start || clock < settings.End);
    }

    /// <summary>When moves may start next.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>Now when they may; null when the window never opens, for example with start and end alike and no whole day.</returns>
    public DateTimeOffset? NextOpening(DateTimeOffset now)
    {
        if (IsOpen(now))
        {
            return now;
        }

        var today = TimeZoneInfo.ConvertTime(now, time.Zone).Date;
        return Enumerable.Range(0, DaysAhead)
            .SelectMany(day => (TimeOnly[])[TimeOnly.MinValue, settings.Start], (day, clock) => time.FromLocal(today.AddDays(day) + clock.ToTimeSpan()))
            .Where(opening => opening > now && IsOpen(opening))
            .Order()
            .Select(opening => (DateTimeOffset?)opening)
            .FirstOrDefault();
    }
}
