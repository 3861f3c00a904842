using MicroStatus.Acquisition;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Acquisition;

/// <summary>lab.md §3, §4: finished, stalled, resumed, reopened. One table: what is seen, what was known, what follows.</summary>
public class ImagingRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1200);
    private static readonly AttentionReason Broken = new(AttentionKind.BrokenFile, "x.tif", "Broken.");
    private static readonly AttentionReason Early = new(AttentionKind.EndedEarly, string.Empty, "Ended early?");

    public static TheoryData<string, ImagingObservation, ImagingHistory, ImagingStatus, string?> Cases => new()
    {
        { "first sight", See(10, ago: 5), new(), ImagingStatus.InProgress, null },
        { "first sight of something long silent", See(10, ago: 5000), new(), ImagingStatus.InProgress, null },
        { "complete and quiet", See(72, ago: 600, complete: true), Known(72, 5), ImagingStatus.Finished, null },
        { "complete at first sight and quiet", See(72, ago: 600, complete: true), new(), ImagingStatus.Finished, null },
        { "complete, changed a second too late", See(72, ago: 599, complete: true), Known(72, 5), ImagingStatus.InProgress, null },
        { "complete and quiet, a ribbon broken", See(72, ago: 600, complete: true, finding: Broken), Known(72, 5), ImagingStatus.NeedsAttention, AttentionKind.BrokenFile },
        { "in progress, a ribbon broken", See(40, ago: 5, finding: Broken), Known(39, 60), ImagingStatus.NeedsAttention, AttentionKind.BrokenFile },
        { "more ribbons", See(40, ago: 5), Known(39, 3000), ImagingStatus.InProgress, null },
        { "a growing tile", See(3, ago: 5, growing: 200), Known(3, 3000, growing: 100), ImagingStatus.InProgress, null },
        { "no progress yet short of the timeout", See(40, ago: 1199), Known(40, 1199), ImagingStatus.InProgress, null },
        { "no progress for the timeout", See(40, ago: 1200), Known(40, 1200), ImagingStatus.NeedsAttention, AttentionKind.Stalled },
        { "still stalled", See(40, ago: 9000), Known(40, 9000, ImagingStatus.NeedsAttention), ImagingStatus.NeedsAttention, AttentionKind.Stalled },
        { "resumed", See(41, ago: 5), Known(40, 9000, ImagingStatus.NeedsAttention), ImagingStatus.InProgress, null },
        { "a set that is no rectangle, quiet", See(5, ago: 600, whenQuiet: Early), Known(5, 600), ImagingStatus.NeedsAttention, AttentionKind.EndedEarly },
        { "the same, not quiet yet", See(5, ago: 300, whenQuiet: Early), Known(5, 300), ImagingStatus.InProgress, null },
        { "the same, silent beyond the timeout: told once", See(5, ago: 5000, whenQuiet: Early), Known(5, 5000), ImagingStatus.NeedsAttention, AttentionKind.EndedEarly },
        { "finished and unchanged", See(72, ago: 9000, complete: true), Known(72, 9000, ImagingStatus.Finished), ImagingStatus.Finished, null },
        { "finished, ribbons appear afterwards", See(73, ago: 5), Known(72, 9000, ImagingStatus.Finished), ImagingStatus.InProgress, null },
        { "finished by a person though tiles are missing", See(5, ago: 9000, whenQuiet: Early), Known(5, 9000, ImagingStatus.Finished), ImagingStatus.Finished, null },
        { "finished in a row of others, never looked at", See(5, ago: 9000), new() { Status = ImagingStatus.Finished }, ImagingStatus.Finished, null },
        { "finished, metadata gone since", See(72, ago: 9000, complete: true, finding: new(AttentionKind.Metadata, "vs_series.dat", "Gone.")), Known(72, 9000, ImagingStatus.Finished), ImagingStatus.Finished, null },
        { "finished, a file turned out broken", See(72, ago: 9000, complete: true, finding: Broken), Known(72, 9000, ImagingStatus.Finished), ImagingStatus.NeedsAttention, AttentionKind.BrokenFile },
        { "nothing there yet", See(0, ago: null), Known(0, 60), ImagingStatus.InProgress, null },
        { "nothing ever came", See(0, ago: null), Known(0, 1200), ImagingStatus.NeedsAttention, AttentionKind.Stalled },
        { "paused in a row of others, no news", See(40, ago: 9000), new() { Status = ImagingStatus.NeedsAttention, Units = 40, LastProgress = Now.AddHours(-3) }, ImagingStatus.NeedsAttention, AttentionKind.Stalled },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_files_decide(string situation, ImagingObservation seen, ImagingHistory history, ImagingStatus expected, string? reason)
    {
        var decision = Decide(seen with { FullListing = true, Changed = true }, history);

        Assert.True(expected == decision.Status, $"{situation}: {decision}");
        Assert.Equal(reason, decision.Reasons.Count == 0 ? null : decision.Reasons[^1].Kind);
        Assert.False(decision.NeedsFullListing);
    }

    [Fact]
    public void An_end_and_a_stall_wait_for_a_full_listing()
    {
        Assert.True(Decide(See(72, ago: 600, complete: true), Known(72, 5)).NeedsFullListing);
        Assert.True(Decide(See(40, ago: 1200), Known(40, 1200)).NeedsFullListing);
        Assert.True(Decide(See(5, ago: 600, whenQuiet: Early), Known(5, 600)).NeedsFullListing);
    }

    [Fact]
    public void A_stall_that_is_known_is_not_listed_in_full_at_each_check()
    {
        var history = Known(40, 9000, ImagingStatus.NeedsAttention) with { OpenKinds = new HashSet<string> { AttentionKind.Stalled } };

        Assert.False(Decide(See(40, ago: 9000), history).NeedsFullListing);
    }

    [Fact]
    public void Files_dated_ahead_end_when_their_last_change_was_seen_long_enough_ago()
    {
        var seen = See(72, ago: -86400, complete: true) with { FullListing = true };

        Assert.Equal(ImagingStatus.InProgress, Decide(seen with { Changed = true }, Known(72, 700) with { LastChange = Now.AddSeconds(-700) }).Status);
        Assert.Equal(ImagingStatus.InProgress, Decide(seen, Known(72, 500) with { LastChange = Now.AddSeconds(-500) }).Status);
        Assert.Equal(ImagingStatus.Finished, Decide(seen, Known(72, 700) with { LastChange = Now.AddSeconds(-700) }).Status);
    }

    [Fact]
    public void Ribbons_that_are_gone_from_a_finished_dataset_are_counted_and_reopen_nothing()
    {
        var decision = Decide(See(70, ago: 9000) with { FullListing = true }, Known(72, 9000, ImagingStatus.Finished));

        Assert.Equal((ImagingStatus.Finished, 2), (decision.Status, decision.Lost));
    }

    [Theory]
    [InlineData(9000, 8400)]
    [InlineData(600, 0)]
    public void An_end_came_true_when_the_quiet_time_was_over(double ago, double momentAgo) =>
        Assert.Equal(Now.AddSeconds(-momentAgo), Decide(See(72, ago, complete: true), new()).Moment);

    [Fact]
    public void A_stall_came_true_when_the_files_had_been_silent_long_enough_however_late_it_was_seen() =>
        Assert.Equal(Now.AddSeconds(-7800), Decide(See(40, ago: 9000), Known(40, 1300)).Moment);

    [Fact]
    public void The_reason_of_a_stall_says_where_it_is_and_what_is_missing()
    {
        var seen = See(40, ago: 1200) with { Where = "z-layer 3", Differences = ["layer 5, colour 405: missing column 2"] };

        var reason = Assert.Single(Decide(seen, Known(40, 1260)).Reasons);

        Assert.Equal(
            "No image for 21 minutes at z-layer 3. Behind it: layer 5, colour 405: missing column 2. Look at the microscope; imaging is resumed by the next image.",
            reason.Text);
    }

    private static ImagingDecision Decide(ImagingObservation seen, ImagingHistory history) => ImagingRules.Decide(seen, history, Quiet, Timeout, Now);

    private static ImagingObservation See(
        int units,
        double? ago,
        bool complete = false,
        long growing = 0,
        AttentionReason? finding = null,
        AttentionReason? whenQuiet = null) => new()
        {
            UnitsFinished = units,
            GrowingBytes = growing,
            Complete = complete,
            NewestChange = ago is { } seconds ? Now.AddSeconds(-seconds) : null,
            Findings = finding is null ? [] : [finding],
            FindingsWhenQuiet = whenQuiet is null ? [] : [whenQuiet],
            Fields = new Dictionary<DatasetField, object?>(),
            Memory = [],
        };

    private static ImagingHistory Known(int units, double silentFor, ImagingStatus status = ImagingStatus.InProgress, long growing = 0) => new()
    {
        Status = status,
        Units = units,
        GrowingBytes = growing,
        LastProgress = Now.AddSeconds(-silentFor),
        LastChange = Now.AddSeconds(-silentFor),
    };
}
