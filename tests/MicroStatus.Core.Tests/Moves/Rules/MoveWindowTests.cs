using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Core.Tests.Moves.Rules;

// lab.md §8: 17:00–06:00 and Saturday and Sunday, lab time zone America/New_York.
public sealed class MoveWindowTests
{
    private static readonly LabTime Lab = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    [Theory]
    [InlineData("2026-11-18 16:59:59", false)]
    [InlineData("2026-11-18 17:00:00", true)]
    [InlineData("2026-11-19 05:59:59", true)]
    [InlineData("2026-11-19 06:00:00", false)]
    [InlineData("2026-11-21 12:00:00", true)]
    [InlineData("2026-11-22 23:59:59", true)]
    [InlineData("2026-11-23 05:59:59", true)]
    [InlineData("2026-11-23 06:00:00", false)]
    [InlineData("2026-03-09 05:59:59", true)]
    [InlineData("2026-03-09 06:00:00", false)]
    [InlineData("2026-11-02 06:00:00", false)]
    public void It_is_open_at_night_and_on_whole_days(string local, bool isOpen) =>
        Assert.Equal(isOpen, Window(new MoveWindowSettings { Enabled = true }).IsOpen(At(local)));

    [Theory]
    [InlineData("2026-11-18 12:00:00", "2026-11-18 17:00:00")]
    [InlineData("2026-11-18 06:00:00", "2026-11-18 17:00:00")]
    [InlineData("2026-11-18 18:00:00", "2026-11-18 18:00:00")]
    [InlineData("2026-03-06 12:00:00", "2026-03-06 17:00:00")]
    [InlineData("2026-10-30 12:00:00", "2026-10-30 17:00:00")]
    public void It_tells_when_it_opens_next(string local, string next) =>
        Assert.Equal(At(next), Window(new MoveWindowSettings { Enabled = true }).NextOpening(At(local)));

    [Fact]
    public void A_window_of_whole_days_opens_at_midnight_of_the_wall()
    {
        var window = Window(new MoveWindowSettings { Enabled = true, Start = new(2, 0), End = new(2, 0), WholeDays = [DayOfWeek.Sunday] });
        Assert.Equal(At("2026-03-08 00:00:00"), window.NextOpening(At("2026-03-04 12:00:00")));
    }

    [Fact]
    public void A_start_that_daylight_saving_skips_counts_as_the_hour_after()
    {
        var window = Window(new MoveWindowSettings { Enabled = true, Start = new(2, 30), End = new(5, 0), WholeDays = [] });
        Assert.Equal(new DateTimeOffset(2026, 3, 8, 3, 30, 0, TimeSpan.FromHours(-4)), window.NextOpening(At("2026-03-08 00:30:00")));
    }

    [Fact]
    public void The_hour_that_comes_twice_is_in_the_window_twice()
    {
        var window = Window(new MoveWindowSettings { Enabled = true, Start = new(1, 0), End = new(2, 0), WholeDays = [] });
        var first = new DateTimeOffset(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-4));
        Assert.True(window.IsOpen(first));
        Assert.True(window.IsOpen(first.AddHours(1)));
        Assert.False(window.IsOpen(first.AddHours(2)));
    }

    [Fact]
    public void It_is_always_open_when_it_is_off() => Assert.True(Window(new MoveWindowSettings()).IsOpen(At("2026-11-18 12:00:00")));

    [Fact]
    public void One_that_never_opens_says_so()
    {
        var window = Window(new MoveWindowSettings { Enabled = true, Start = new(2, 0), End = new(2, 0), WholeDays = [] });
        Assert.Null(window.NextOpening(At("2026-11-18 12:00:00")));
    }

    private static MoveWindow Window(MoveWindowSettings settings) => new(settings, Lab);

    private static DateTimeOffset At(string local) => Lab.FromLocal(DateTime.Parse(local, CultureInfo.InvariantCulture));
}
