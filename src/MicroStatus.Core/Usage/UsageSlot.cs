using System.Globalization;

namespace MicroStatus.Usage;

/// <summary>A block of a day that microscope time is counted in (lab.md §11): of the lab's wall clock, so that every day has the same blocks, those of
/// daylight saving too.</summary>
/// <param name="Date">The day.</param>
/// <param name="Number">The block, from 0.</param>
public readonly record struct UsageSlot(DateOnly Date, int Number) : IComparable<UsageSlot>
{
    /// <summary>The block of a moment.</summary>
    /// <param name="local">The lab's wall clock.</param>
    /// <param name="length">A block's length; it divides the day.</param>
    /// <returns>The block.</returns>
    public static UsageSlot Of(DateTime local, TimeSpan length) => new(DateOnly.FromDateTime(local), (int)(local.TimeOfDay.Ticks / length.Ticks));

    /// <summary>Whether a block is before another.</summary>
    public static bool operator <(UsageSlot left, UsageSlot right) => left.CompareTo(right) < 0;

    /// <summary>Whether a block is the other or before it.</summary>
    public static bool operator <=(UsageSlot left, UsageSlot right) => left.CompareTo(right) <= 0;

    /// <summary>Whether a block is after another.</summary>
    public static bool operator >(UsageSlot left, UsageSlot right) => left.CompareTo(right) > 0;

    /// <summary>Whether a block is the other or after it.</summary>
    public static bool operator >=(UsageSlot left, UsageSlot right) => left.CompareTo(right) >= 0;

    /// <summary>The next block: after the last one of a day comes the first one of the next day.</summary>
    /// <param name="length">A block's length; it divides the day.</param>
    /// <returns>The block.</returns>
    public UsageSlot Next(TimeSpan length) => (Number + 1) * length.Ticks < TimeSpan.TicksPerDay ? this with { Number = Number + 1 } : new(Date.AddDays(1), 0);

    /// <inheritdoc/>
    public int CompareTo(UsageSlot other) => (Date, Number).CompareTo((other.Date, other.Number));

    /// <summary>As the scheduler reads it.</summary>
    /// <returns>For example <c>20260914-29</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyyMMdd}-{Number:D2}");
}
