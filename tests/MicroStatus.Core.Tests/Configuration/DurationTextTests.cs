using CsCheck;
using MicroStatus.Configuration.Binding;

namespace MicroStatus.Core.Tests.Configuration;

public class DurationTextTests
{
    [Theory]
    [InlineData("600", 600)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("600 s", 600)]
    [InlineData("10 min", 600)]
    [InlineData("10min", 600)]
    [InlineData("2 hours", 7200)]
    [InlineData("3 d", 259200)]
    [InlineData("250 ms", 0.25)]
    [InlineData("00:10:00", 600)]
    [InlineData("0:10", 600)]
    [InlineData("1.02:00:00", 93600)]
    [InlineData("00:00:01.5", 1.5)]
    public void A_duration_is_read_as_people_write_it(string text, double seconds)
    {
        Assert.True(DurationText.TryRead(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("10 m")]
    [InlineData("24:00:00")]
    [InlineData("10 min 5 s")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e300 d")]
    [InlineData("99999999999999999999 d")]
    public void What_is_no_duration_is_not_read(string text) => Assert.False(DurationText.TryRead(text, out _));

    [Fact]
    public void What_is_written_reads_back_exactly() =>
        Gen.OneOf(Gen.Long[0, TimeSpan.MaxValue.Ticks / 2], Gen.Long[0, 10_000_000].Select(s => s * TimeSpan.TicksPerSecond))
            .Sample(ticks => DurationText.TryRead(DurationText.Write(TimeSpan.FromTicks(ticks)), out var read) && read.Ticks == ticks);
}
