using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Usage;

namespace MicroStatus.Core.Tests.Usage;

/// <summary>The transmit log (lab.md §11).</summary>
public sealed class TransmitLinesTests
{
    private static readonly TransmitLines Lines = new("/log/", LabTime.Of(new LabSettings()));

    [Theory]
    [InlineData("2026-09-14T12:00:05Z", "/log/2026/20260914.txt", "2026-09-14, 08:00:05")]
    [InlineData("2027-01-01T04:59:59Z", "/log/2026/20261231.txt", "2026-12-31, 23:59:59")] // the lab's year, not Greenwich's
    [InlineData("2026-11-01T06:30:00Z", "/log/2026/20261101.txt", "2026-11-01, 01:30:00")]
    public void A_try_is_two_lines_in_the_file_of_the_lab_s_day(string moment, string file, string time)
    {
        var now = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(file, Lines.FileOf(now));
        Assert.Equal($"{time} - TRANSMITTED: {{}}\n{time} - OUTPUT: ok\n", Lines.Of(now, "{}", isAccepted: true, "ok"));
        Assert.Equal($"{time} - ERROR: TRANSMIT FAILED: {{}}\n{time} - OUTPUT: no\n", Lines.Of(now, "{}", isAccepted: false, "no"));
    }

    [Fact]
    public void An_answer_of_many_lines_is_one_line_and_bounded()
    {
        var text = Lines.Of(DateTimeOffset.UnixEpoch, "{}", isAccepted: true, "a\r\nb\u0001c\n" + new string('x', 100_000));
        Assert.Equal(3, text.Split('\n').Length);
        Assert.Contains("OUTPUT: a b c ", text, StringComparison.Ordinal);
        Assert.True(text.Length < 5000);
    }
}
