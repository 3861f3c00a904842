using MicroStatus.Acquisition;

namespace MicroStatus.Core.Tests.Acquisition;

/// <summary>lab.md §6: what is announced. Times are minutes after noon.</summary>
public class NewsRuleTests
{
    [Theory]
    [InlineData(60, null, false, false, true)]
    [InlineData(60, 0, false, false, true)]
    [InlineData(60, 60, false, false, false)] // the check that takes over
    [InlineData(60, 0, true, false, false)] // the first active check after Enable-StatusCheck
    [InlineData(60, null, false, true, false)] // an import
    public void What_does_not_tell_when_it_came_true_is_announced_after_the_first_active_check(int now, int? since, bool isFirstActive, bool isImport, bool expected) =>
        Assert.Equal(expected, Rule(now, since, isFirstActive, isImport).AnnouncesWhatIsSeen);

    [Theory]
    [InlineData(null, false, -900, -900, true, null, true)] // ours from its beginning: what is found anew is news, however old
    [InlineData(null, false, -900, -900, false, -5, false)] // came true before the import
    [InlineData(null, false, 10, -900, false, -5, true)] // came true after it
    [InlineData(0, false, -1, -1, false, null, false)] // before the take-over
    [InlineData(0, false, 10, -1, true, null, false)] // seen for the first time, and all of it old
    [InlineData(0, false, 10, -1, false, null, true)] // known, and true since
    [InlineData(0, true, 10, -1, false, null, false)] // true as of now, as far as the first active check can tell, and all of it old
    [InlineData(0, true, 10, 5, false, null, true)]
    [InlineData(0, false, 10, 5, true, 20, false)]
    [InlineData(60, false, 60, 60, false, null, false)] // the check that takes over
    public void What_came_true_before_the_take_over_or_the_import_is_history(
        int? since, bool isFirstActive, int moment, int evidence, bool isFirstLook, int? imported, bool expected) =>
        Assert.Equal(expected, Rule(60, since, isFirstActive, isImport: false).IsNews(At(moment), At(evidence), isFirstLook, imported is { } at ? At(at) : null));

    [Fact]
    public void An_import_announces_nothing() => Assert.False(Rule(60, since: null, isFirstActive: false, isImport: true).IsNews(At(60), At(60), isFirstLook: true, imported: null));

    private static NewsRule Rule(int now, int? since, bool isFirstActive, bool isImport) =>
        new(At(now), since is { } at ? At(at) : null) { IsFirstActive = isFirstActive, IsImport = isImport };

    private static DateTimeOffset At(int minutes) => new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
}
