using CsCheck;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Storage;

public sealed class StorageForecastTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 10.0, 10.0)]
    [InlineData(100, 0.0, null)]
    [InlineData(100, -5.0, null)]
    [InlineData(100, null, null)]
    [InlineData(0, null, 0.0)]
    [InlineData(-3, 10.0, 0.0)]
    [InlineData(7300, 10.0, 730.0)]
    [InlineData(7301, 10.0, null)]
    [InlineData(long.MaxValue, 1e-300, null)]
    public void By_the_trend_alone_it_is_the_bytes_by_the_rate(long bytes, double? perDay, double? days) =>
        Assert.Equal(days, Days(bytes, perDay));

    [Fact]
    public void Acquisitions_fill_a_store_that_had_no_trend() => Assert.Equal(8.0, Days(80, 0, (100, 10)));

    [Fact]
    public void Acquisitions_that_end_before_leave_it_to_the_trend() => Assert.Equal(1 + 5.0, Days(100, 10, (50, 1)));

    [Fact]
    public void A_trend_that_holds_the_acquisitions_already_is_not_counted_twice() => Assert.Equal(10.0, Days(100, 10, (20, 4)));

    [Fact]
    public void Acquisitions_side_by_side_add_up() => Assert.Equal(4.0, Days(100, null, (100, 10), (50, 5), (50, 10)));

    [Fact]
    public void Acquisitions_that_fit_never_fill_a_store_without_a_trend() => Assert.Null(Days(101, null, (50, 10), (50, 5)));

    [Fact]
    public void An_acquisition_of_unknown_size_or_end_or_one_that_is_overdue_moves_no_date()
    {
        RunningAcquisition[] acquisitions = [new("a", null, Now.AddDays(1)), new("b", 1000, null), new("c", 1000, Now.AddDays(-1)), new("d", 0, Now.AddDays(1))];
        Assert.Equal(Now.AddDays(10), new StorageForecast(Now, 10, acquisitions, TimeSpan.FromDays(730)).When(100));
        Assert.Null(new StorageForecast(Now, null, acquisitions, TimeSpan.FromDays(730)).When(100));
    }

    [Fact]
    public void More_bytes_never_come_sooner_and_more_writing_never_later() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Double[0, 1000], Gen.Select(Gen.Long[1, 100_000], Gen.Double[0.01, 50]).Array[1, 6]).Sample((bytes, perDay, acquisitions) =>
        {
            var when = Days(bytes, perDay, acquisitions) ?? double.PositiveInfinity;
            return when > 0
                && (Days(bytes + 1000, perDay, acquisitions) ?? double.PositiveInfinity) >= when
                && (Days(bytes, perDay + 10, acquisitions) ?? double.PositiveInfinity) <= when + 1e-6
                && (Days(bytes, perDay, acquisitions[1..]) ?? double.PositiveInfinity) >= when - 1e-6;
        });

    private static double? Days(long bytes, double? perDay, params (long Bytes, double Days)[] acquisitions)
    {
        var running = acquisitions.Select((acquisition, i) => new RunningAcquisition($"a{i}", acquisition.Bytes, Now.AddDays(acquisition.Days))).ToList();
        return (new StorageForecast(Now, perDay, running, TimeSpan.FromDays(730)).When(bytes) - Now)?.TotalDays;
    }
}
