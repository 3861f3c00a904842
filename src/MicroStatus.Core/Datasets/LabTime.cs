using System.Globalization;
using MicroStatus.Configuration;

namespace MicroStatus.Datasets;

/// <summary>Times as the shared database stores them: text, <c>yyyy-MM-dd_HH-mm-ss</c>, lab-local (lab.md §6).</summary>
/// <param name="zone">The lab's time zone.</param>
public sealed class LabTime(TimeZoneInfo zone)
{
    private const string Format = "yyyy-MM-dd_HH-mm-ss";

    /// <summary>The lab's time zone.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The times of a lab.</summary>
    /// <param name="lab">The settings that name its time zone, which was checked when they were read.</param>
    /// <returns>How it writes times.</returns>
    public static LabTime Of(LabSettings lab)
    {
        ArgumentNullException.ThrowIfNull(lab);
        return new LabTime(TimeZoneInfo.FindSystemTimeZoneById(lab.TimeZone));
    }

    /// <summary>Writes a moment as the database stores it.</summary>
    /// <param name="moment">Any moment.</param>
    /// <returns>Lab-local text.</returns>
    public string Write(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads a stored time; NULL, empty and malformed values give null, never an error.</summary>
    /// <param name="text">The stored text.</param>
    /// <returns>The moment, or null.</returns>
    public DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? FromLocal(local)
            : null;

    /// <summary>A lab-local wall-clock time as a moment; an hour that daylight saving skips counts as the hour after.</summary>
    /// <param name="local">Wall-clock time at the lab.</param>
    /// <returns>The moment.</returns>
    public DateTimeOffset FromLocal(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
