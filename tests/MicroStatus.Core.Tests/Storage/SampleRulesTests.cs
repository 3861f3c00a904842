using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public sealed class SampleRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly StorageSampleSettings Settings = new();
    private static readonly VolumeSpace Space = new(1000, 400, 600);

    // Within two years, to the minute, oldest first.
    private static readonly Gen<DateTimeOffset[]> Times = Gen.Int[0, 2 * 365 * 24 * 60].Array[0, 200]
        .Select(ages => ages.Distinct().OrderDescending().Select(age => Now.AddMinutes(-age)).ToArray());

    [Theory]
    [InlineData(30, 401, false)]
    [InlineData(60, 401, true)]
    [InlineData(60, 400, false)]
    [InlineData(3599, 400, false)]
    [InlineData(3600, 400, true)]
    [InlineData(-5, 400, true)]
    public void A_sample_is_due_a_minute_after_the_last_when_something_changed_and_after_an_hour_anyway(int secondsAgo, long used, bool isDue) =>
        Assert.Equal(isDue, SampleRules.IsDue(new StorageSample("Hive", Now.AddSeconds(-secondsAgo), 1000, 400, 600), Space with { Used = used }, Now, Settings));

    [Fact]
    public void The_first_sample_is_due() => Assert.True(SampleRules.IsDue(last: null, Space, Now, Settings));

    [Fact]
    public void All_of_the_last_day_stays_then_one_an_hour_then_one_a_day()
    {
        var times = Enumerable.Range(0, 60 * 24 * 60).Select(minutes => Now.AddMinutes(-minutes)).Reverse().ToList();
        var kept = times.Except(SampleRules.Superfluous(times, Now, Settings)).ToList();
        Assert.Equal((24 * 60) + 1, kept.Count(time => Now - time <= TimeSpan.FromDays(1)));
        Assert.InRange(kept.Count(time => Now - time > TimeSpan.FromDays(1) && Now - time <= TimeSpan.FromDays(30)), 29 * 24, (29 * 24) + 2);
        Assert.InRange(kept.Count(time => Now - time > TimeSpan.FromDays(30)), 30, 32);
    }

    [Fact]
    public void Thinning_twice_takes_no_more_than_thinning_once() =>
        Times.Sample(times => SampleRules.Superfluous(Thinned(times, Now), Now, Settings).Count == 0);

    [Fact]
    public void Thinning_often_leaves_what_thinning_once_leaves() =>
        Gen.Select(Times, Gen.Int[1, 40 * 24]).Sample((times, hours) =>
        {
            var later = Now.AddHours(hours);
            return Thinned(Thinned(times, Now), later).SequenceEqual(Thinned(times, later));
        });

    [Fact]
    public void Every_hour_and_every_day_that_had_a_sample_keeps_one() =>
        Times.Sample(times =>
        {
            var kept = Thinned(times, Now);
            return times.All(time => Now - time <= Settings.HourlyFor
                ? kept.Any(other => other.UtcTicks / TimeSpan.TicksPerHour == time.UtcTicks / TimeSpan.TicksPerHour)
                : kept.Any(other => other.UtcTicks / TimeSpan.TicksPerDay == time.UtcTicks / TimeSpan.TicksPerDay));
        });

    private static IReadOnlyList<DateTimeOffset> Thinned(IReadOnlyList<DateTimeOffset> times, DateTimeOffset now) =>
        [.. times.Except(SampleRules.Superfluous(times, now, Settings))];
}
