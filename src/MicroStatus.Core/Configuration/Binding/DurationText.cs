using System.Globalization;

namespace MicroStatus.Configuration.Binding;

/// <summary>Durations as people write them: <c>10 min</c>, <c>00:10:00</c>, or a number of seconds.</summary>
internal static class DurationText
{
    private static readonly string[] ClockFormats = ["c", @"h\:mm", @"h\:mm\:ss", @"h\:mm\:ss\.FFFFFFF", @"d\.h\:mm", @"d\.h\:mm\:ss"];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration.</param>
    /// <returns>False when the text is none, or too long for a duration.</returns>
    public static bool TryRead(string text, out TimeSpan duration)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParseExact(text, ClockFormats, CultureInfo.InvariantCulture, out duration);
        }

        duration = default;
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]))
        {
            end--;
        }

        if (SecondsOf(text[end..]) is not { } unit ||
            !double.TryParse(text[..end].TrimEnd(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var seconds = count * unit;
        if (!double.IsFinite(seconds) || Math.Abs(seconds) >= TimeSpan.MaxValue.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>Writes a duration in its largest whole unit; <see cref="TryRead"/> reads it back exactly.</summary>
    /// <param name="duration">A duration.</param>
    /// <returns>For example <c>10 min</c>.</returns>
    public static string Write(TimeSpan duration)
    {
        ReadOnlySpan<(long Ticks, string Unit)> units =
        [
            (TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "min"), (TimeSpan.TicksPerSecond, "s"),
        ];
        foreach (var (ticks, unit) in units)
        {
            if (duration.Ticks != 0 && duration.Ticks % ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks} {unit}");
            }
        }

        return duration.Ticks == 0 ? "0 s" : duration.ToString("c", CultureInfo.InvariantCulture);
    }

    private static double? SecondsOf(string unit) => unit switch
    {
        "ms" => 0.001,
        "" or "s" or "sec" or "second" or "seconds" => 1,
        "min" or "minute" or "minutes" => 60,
        "h" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        _ => null,
    };
}
