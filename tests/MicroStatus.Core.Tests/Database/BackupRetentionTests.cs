using CsCheck;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Core.Tests.Database;

public sealed class BackupRetentionTests
{
    private static readonly DateOnly First = new(2024, 12, 20);

    private static readonly Gen<RetentionSettings> Settings = Gen.Select(
        Gen.Int[1, 20], Gen.Int[0, 10], Gen.Int[0, 14], (daily, weekly, monthly) => new RetentionSettings { Daily = daily, Weekly = weekly, Monthly = monthly });

    private static readonly Gen<DateOnly[]> Days = Gen.Int[0, 900].Select(day => First.AddDays(day)).Array[0, 200];

    [Theory]
    [InlineData(2, 0, 0, "2026-09-14", "2026-09-14 2026-09-13 2026-09-12", "2026-09-14 2026-09-13")]
    [InlineData(2, 0, 0, "2026-09-14", "2026-09-10 2026-09-03 2026-08-01", "2026-09-10 2026-09-03")] // days without a backup do not count
    [InlineData(1, 2, 0, "2026-09-14", "2026-09-14 2026-09-13 2026-09-12 2026-09-07 2026-09-06", "2026-09-14 2026-09-13")] // 14 September is a Monday
    [InlineData(1, 3, 0, "2026-09-14", "2026-09-14 2026-09-13 2026-09-07 2026-09-06 2026-08-31", "2026-09-14 2026-09-13 2026-09-06")]
    [InlineData(1, 2, 0, "2021-01-04", "2021-01-04 2021-01-03 2021-01-01 2020-12-28 2020-12-27", "2021-01-04 2021-01-03")] // one ISO week over new year
    [InlineData(1, 0, 3, "2026-09-14", "2026-09-14 2026-09-01 2026-08-31 2026-08-30 2026-05-02 2026-04-30", "2026-09-14 2026-08-31 2026-05-02")]
    [InlineData(1, 0, 2, "2026-01-02", "2026-01-02 2025-12-31 2025-01-15", "2026-01-02 2025-12-31")] // months of two years are two
    [InlineData(1, 0, 0, "2026-09-14", "2026-09-20 2026-09-15 2026-09-14 2026-09-13", "2026-09-20 2026-09-15 2026-09-14")] // days to come are kept
    [InlineData(1, 0, 0, "2026-09-14", "2026-09-20 2026-09-13 2026-09-12", "2026-09-20 2026-09-13")] // and do not count
    [InlineData(1, 0, 0, "2026-09-14", "", "")]
    public void The_newest_of_each_of_the_last_days_weeks_and_months_is_kept(int daily, int weekly, int monthly, string today, string there, string kept)
    {
        var retention = new BackupRetention(new RetentionSettings { Daily = daily, Weekly = weekly, Monthly = monthly });
        Assert.Equal(Dates(kept), retention.Keep(Dates(there), Dates(today)[0]).OrderDescending());
    }

    [Fact]
    public void A_year_of_daily_backups_keeps_two_weeks_eight_weeks_and_twelve_months()
    {
        var today = new DateOnly(2026, 9, 16);
        var kept = new BackupRetention(new RetentionSettings()).Keep(Enumerable.Range(0, 500).Select(day => today.AddDays(-day)), today);
        Assert.Equal(14, kept.Count(date => date > today.AddDays(-14)));
        Assert.Equal(
            Dates("2026-08-30 2026-08-23 2026-08-16 2026-08-09 2026-08-02 2026-07-31 2026-06-30 2026-05-31 2026-04-30 2026-03-31 2026-02-28 2026-01-31 2025-12-31 2025-11-30 2025-10-31")
                .Append(new DateOnly(2026, 8, 31)).OrderDescending(),
            kept.Where(date => date <= today.AddDays(-14)).OrderDescending());
    }

    [Fact]
    public void What_is_kept_is_there_and_holds_today_the_newest_and_all_to_come() => Gen.Select(Settings, Days, Gen.Int[0, 900]).Sample((settings, days, at) =>
    {
        var today = First.AddDays(at);
        var kept = new BackupRetention(settings).Keep(days, today);
        return kept.All(days.Contains)
            && days.Where(day => day >= today).All(kept.Contains)
            && (days.Length == 0 || kept.Contains(days.Max()))
            && kept.Count(day => day < today) <= settings.Daily + settings.Weekly + settings.Monthly;
    });

    [Fact]
    public void Keeping_twice_keeps_the_same() => Gen.Select(Settings, Days, Gen.Int[0, 900]).Sample((settings, days, at) =>
    {
        var retention = new BackupRetention(settings);
        var once = retention.Keep(days, First.AddDays(at));
        return retention.Keep(once, First.AddDays(at)).SetEquals(once);
    });

    [Fact]
    public void Keeping_on_each_day_ends_as_keeping_on_the_last_alone() => Gen.Select(Settings, Days).Sample((settings, days) =>
    {
        var retention = new BackupRetention(settings);
        IReadOnlySet<DateOnly> there = new HashSet<DateOnly>();
        var inOrder = days.Distinct().Order().ToList();
        foreach (var day in inOrder)
        {
            there = retention.Keep(there.Append(day), day);
        }

        return inOrder.Count == 0 || there.SetEquals(retention.Keep(inOrder, inOrder[^1]));
    });

    private static DateOnly[] Dates(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(date => DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))];
}
