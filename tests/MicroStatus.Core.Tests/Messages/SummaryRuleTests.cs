using System.Globalization;
using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Messages.Summary;

namespace MicroStatus.Core.Tests.Messages;

public sealed class SummaryRuleTests
{
    private static readonly LabTime Lab = LabTime.Of(new LabSettings());

    private static readonly SummaryRule AtNine = new(Lab, new TimeOnly(9, 0), takeOver: null);

    [Theory]
    [InlineData("2026-09-14T12:59:59Z", null)]
    [InlineData("2026-09-14T13:00:00Z", "2026-09-14")]
    [InlineData("2026-09-15T03:59:59Z", "2026-09-14")] // before midnight at the lab
    [InlineData("2026-09-15T04:00:00Z", null)]
    [InlineData("2026-12-14T13:59:59Z", null)] // winter
    [InlineData("2026-12-14T14:00:00Z", "2026-12-14")]
    public void It_is_due_from_its_time_on_until_the_lab_day_ends(string now, string? day) => Assert.Equal(day, AtNine.DueDay(At(now)));

    [Theory]
    [InlineData("2026-03-08T06:59:59Z", null)] // 01:59:59; the hour from two to three is skipped
    [InlineData("2026-03-08T07:00:00Z", null)] // 03:00:00
    [InlineData("2026-03-08T07:30:00Z", "2026-03-08")] // 03:30, what 02:30 is that day
    public void A_time_that_daylight_saving_skips_is_an_hour_later(string now, string? day) =>
        Assert.Equal(day, new SummaryRule(Lab, new TimeOnly(2, 30), takeOver: null).DueDay(At(now)));

    [Fact]
    public void Checks_every_five_minutes_find_one_summary_a_day_all_year_round()
    {
        var times = Gen.Int[0, (24 * 60) - 10].Select(minutes => TimeOnly.MinValue.AddMinutes(minutes));
        times.Sample(
            time =>
            {
                var rule = new SummaryRule(Lab, time, takeOver: null);
                var days = new List<string>();
                for (var now = At("2026-01-01T05:00:00Z"); now < At("2027-01-01T05:00:00Z"); now = now.AddMinutes(5))
                {
                    if (rule.DueDay(now) is { } day && (days.Count == 0 || days[^1] != day))
                    {
                        days.Add(day);
                    }
                }

                return days.Count == 365 && days.Distinct(StringComparer.Ordinal).Count() == 365;
            },
            iter: 4);
    }

    [Fact]
    public void The_first_one_covers_a_day() =>
        Assert.Equal(TimeSpan.FromHours(24), Covered(AtNine.Covers("2026-09-14", lastMade: null, At("2026-09-14T13:02:00Z"))));

    [Fact]
    public void Later_ones_cover_the_time_since_the_last_one_however_long_ago()
    {
        var period = AtNine.Covers("2026-09-14", At("2026-09-11T13:04:00Z"), At("2026-09-14T13:02:00Z"));
        Assert.Equal((At("2026-09-11T13:04:00Z"), At("2026-09-14T13:02:00Z")), (period.Since, period.Until));
        Assert.Equal(TimeSpan.FromHours(-4), period.Since.Offset);
    }

    [Fact]
    public void Nothing_older_than_the_take_over_is_covered()
    {
        var rule = new SummaryRule(Lab, new TimeOnly(9, 0), At("2026-09-14T12:00:00Z"));
        Assert.Equal(TimeSpan.FromHours(1), Covered(rule.Covers("2026-09-14", lastMade: null, At("2026-09-14T13:00:00Z"))));
    }

    [Fact]
    public void A_clock_that_was_set_back_leaves_an_empty_period_and_no_negative_one() =>
        Assert.Equal(TimeSpan.Zero, Covered(AtNine.Covers("2026-09-14", At("2026-09-15T13:00:00Z"), At("2026-09-14T13:00:00Z"))));

    [Theory]
    [InlineData("summary|2026-09-14", "2026-09-14")]
    [InlineData("summary-asked|2026-09-14", null)]
    [InlineData("free|1", null)]
    public void Only_the_key_of_a_daily_summary_names_a_day(string key, string? day) => Assert.Equal(day, SummaryRule.DayOf(key));

    [Fact]
    public void A_days_key_is_read_as_it_was_written() => Assert.Equal("2026-09-14", SummaryRule.DayOf(SummaryRule.KeyOf("2026-09-14")));

    private static TimeSpan Covered(SummaryPeriod period) => period.Until - period.Since;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
