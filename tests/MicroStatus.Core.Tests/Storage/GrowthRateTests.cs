using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public sealed class GrowthRateTests
{
    private const long Terabyte = 1_000_000_000_000;
    private const long Size = 100 * Terabyte;

    private static readonly DateTimeOffset Start = new(2026, 9, 7, 0, 30, 0, TimeSpan.Zero);
    private static readonly StorageForecastSettings Settings = new();

    [Fact]
    public void A_steady_rise_is_its_own_rate() => Assert.Equal(2.4, Rate(hour => 0.1 * hour)!.Value, 6);

    [Fact]
    public void A_store_in_which_nothing_happens_does_not_grow() => Assert.Equal(0.0, Rate(_ => 40));

    [Fact]
    public void A_deletion_does_not_lower_the_rate() => Assert.Equal(2.4, Rate(hour => (0.1 * hour) - (hour > 100 ? 8 : 0))!.Value, 6);

    [Fact]
    public void What_was_written_in_the_last_hours_counts_in_full() => Assert.Equal(5 / (167 / 24.0), Rate(hour => 40 + (5 * Math.Max(0, (hour - 143) / 24.0)))!.Value, 6);

    [Fact]
    public void Files_that_come_and_go_cancel_out() => Assert.InRange(Rate(hour => 40 + (0.01 * hour) + (0.08 * (hour % 2)))!.Value, 0.2, 0.3);

    [Fact]
    public void A_store_that_slowly_empties_has_a_rate_below_zero() => Assert.Equal(-0.24, Rate(hour => 40 - (0.01 * hour))!.Value, 6);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Too_little_time_gives_no_rate(int samples) => Assert.Null(Rate(hour => hour, samples));

    [Fact]
    public void A_few_hours_are_enough() => Assert.NotNull(Rate(hour => hour, samples: 4));

    [Fact]
    public void Many_samples_within_an_hour_are_as_good_as_none() => Assert.Null(
        GrowthRate.PerDay(Enumerable.Range(0, 29).Select(minute => Sample(minute / 60.0, minute)), Settings));

    [Fact]
    public void Any_deletions_leave_a_steady_rate_as_it_is() =>
        Gen.Select(Gen.Double[0.0, 0.4], Gen.Dictionary(Gen.Int[1, 160], Gen.Double[0.6, 10])[0, 8]).Sample((perHour, deletions) =>
        {
            var found = Rate(hour => 60 + (perHour * hour) - deletions.Where(deletion => deletion.Key <= hour).Sum(deletion => deletion.Value));
            return Math.Abs(found!.Value - (24 * perHour)) < 1e-6;
        });

    [Fact]
    public void How_full_the_store_is_and_when_it_was_measured_does_not_matter() =>
        Gen.Select(Gen.Double[-0.05, 0.2].Array[20, 100], Gen.Int[0, 20], Gen.Int[0, 1000]).Sample((steps, more, hours) =>
        {
            var course = steps.Select((_, i) => steps.Take(i).Sum()).ToArray();
            var here = GrowthRate.PerDay(course.Select((used, hour) => Sample(hour, used + 20)), Settings);
            var there = GrowthRate.PerDay(course.Select((used, hour) => Sample(hour + hours, used + 20 + more)), Settings);
            return Math.Abs(here!.Value - there!.Value) < 1e6;
        });

    // In terabytes a day.
    private static double? Rate(Func<int, double> used, int samples = 168) =>
        GrowthRate.PerDay(Enumerable.Range(0, samples).Select(hour => Sample(hour, used(hour))), Settings) / Terabyte;

    private static StorageSample Sample(double hour, double terabytes)
    {
        var used = (long)Math.Round(terabytes * Terabyte);
        return new StorageSample("FastStore", Start.AddHours(hour), Size, used, Size - used);
    }
}
