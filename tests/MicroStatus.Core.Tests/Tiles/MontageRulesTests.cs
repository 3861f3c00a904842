using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Datasets;
using MicroStatus.Tiles.Montage.Automatic;

namespace MicroStatus.Core.Tests.Tiles;

/// <summary>lab.md §4, "On finish"; §6.</summary>
public sealed class MontageRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 20, 0, 0, TimeSpan.Zero);

    private static readonly Dataset Finished = new()
    {
        Id = 7,
        Name = "KC34",
        Path = "/fast/Acquire/MesoSPIM/klimstra-w/5CL18/KC34",
        Modality = "mesospim",
        ImagingStatus = ImagingStatus.Finished,
        ImagingEnd = Now.AddHours(-1),
        LastProgress = Now.AddMinutes(-30),
    };

    public static TheoryData<string, Dataset, bool> Rows => new()
    {
        { "imaging is finished", Finished, true },
        { "imaging goes on", Finished with { ImagingStatus = ImagingStatus.InProgress }, false },
        { "imaging needs attention", Finished with { ImagingStatus = ImagingStatus.NeedsAttention }, false },
        { "it is being moved", Finished with { Moving = true }, false },
        { "it has moved", Finished with { Moved = true }, false },
        { "a person has paused it", Finished with { Paused = true }, false },
        { "it has no folder", Finished with { Path = null }, false },
        { "its row tells no end, and checks saw its progress", Finished with { ImagingEnd = null }, true },
        { "its row tells no end, and no check ever saw it", Finished with { ImagingEnd = null, LastProgress = null }, false },
        { "it was imported afterwards", Finished with { Imported = Now.AddMinutes(-30) }, false },
        { "it was imported before", Finished with { Imported = Now.AddHours(-2) }, true },
        { "its processing is under way", Finished with { ProcessingStatus = ProcessingStatus.InProgress }, true },
    };

    public static TheoryData<string, MontageRecord?, bool> Records => new()
    {
        { "never tried", null, true },
        { "made", Record(MontageState.Made), false },
        { "given up", Record(MontageState.Failed), false },
        { "without projections", Record(MontageState.WithoutPictures), false },
        { "waits", Record(MontageState.Waiting, Now.AddSeconds(1)), false },
        { "has waited", Record(MontageState.Waiting, Now), true },
        { "was cut off a moment ago", Record(MontageState.Making, Now.AddSeconds(1)), false },
        { "was cut off long ago", Record(MontageState.Making, Now.AddHours(-1)), true },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_montage_is_due_when_the_row_speaks_for_it(string why, Dataset row, bool isDue) =>
        Assert.True(isDue == Rules().IsDue(row, record: null, isDemo: false, isActedOn: false), why);

    [Theory]
    [MemberData(nameof(Records))]
    public void A_montage_is_due_once_and_again_after_a_pause(string why, MontageRecord? record, bool isDue)
    {
        Assert.True(isDue == Rules().IsDue(Finished, record, isDemo: false, isActedOn: false), why);
        Assert.True(isDue || record!.State is not (MontageState.Making or MontageState.Waiting) || !Rules().MayBeDue(new MontageCandidate(7, Finished.ImagingEnd, record)), why);
    }

    [Fact]
    public void Demo_datasets_and_those_that_something_acts_on_are_left_alone()
    {
        Assert.False(Rules().IsDue(Finished, record: null, isDemo: true, isActedOn: false));
        Assert.False(Rules().IsDue(Finished, record: null, isDemo: false, isActedOn: true));
    }

    [Theory]
    [InlineData(-61, true)]
    [InlineData(-59, false)]
    public void What_was_imaged_before_the_take_over_gets_none(int takeOverMinutes, bool isDue)
    {
        var rules = Rules(Now.AddMinutes(takeOverMinutes));
        Assert.Equal(isDue, rules.IsDue(Finished, record: null, isDemo: false, isActedOn: false));
        Assert.Equal(isDue, rules.MayBeDue(new MontageCandidate(7, Finished.ImagingEnd, Record: null)));
    }

    [Fact]
    public void What_nobody_knows_the_time_of_is_not_even_read() =>
        Assert.False(Rules().MayBeDue(new MontageCandidate(7, Finished: null, Record: null)));

    [Fact]
    public void Pauses_double_until_it_is_given_up()
    {
        var rules = Rules();
        Assert.Equal([10, 20, 40], Enumerable.Range(1, 3).Select(attempts => (rules.NextTry(attempts) - Now).TotalMinutes));
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(rules.IsSpent));
    }

    private static MontageRules Rules(DateTimeOffset? since = null) => new(new MontageSettings(), new NewsRule(Now, since));

    private static MontageRecord Record(MontageState state, DateTimeOffset? next = null) => new() { Id = 7, State = state, Attempts = 1, Tried = Now.AddHours(-1), NextTry = next };
}
