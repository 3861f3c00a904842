using MicroStatus.Datasets;
using MicroStatus.Processing;

namespace MicroStatus.Core.Tests.Processing;

public sealed class StageDurationsTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
    private long _eventId;

    public static TheoryData<ProcessingStatus, double, double?> Times => new()
    {
        { ProcessingStatus.Started, 0, 6 }, // 1 + 2 + 3
        { ProcessingStatus.Started, 0.5, 5.5 },
        { ProcessingStatus.Started, 7, 5 }, // overdue: what comes after it is still to be done
        { ProcessingStatus.Denoised, 1, 2 },
        { ProcessingStatus.Denoised, 99, 0 },
        { ProcessingStatus.NotStarted, 0, null }, // nothing tells how long it waits
        { ProcessingStatus.ImsConverted, 0, null }, // of another instrument
        { ProcessingStatus.Finished, 0, null },
        { ProcessingStatus.NeedsAttention, 0, null },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void What_is_left_is_the_rest_of_the_stage_and_the_stages_after_it(ProcessingStatus status, double elapsed, double? left)
    {
        var durations = StageDurations.Of(Dataset(1, ("started", 0), ("stitched", 1), ("denoised", 3), ("finished", 6)));
        Assert.Equal(Hours(left), durations.Left(status, TimeSpan.FromHours(elapsed)));
    }

    [Theory]
    [InlineData(new[] { 4.0 }, 4)]
    [InlineData(new[] { 1.0, 9 }, 5)]
    [InlineData(new[] { 1.0, 2, 90 }, 2)]
    [InlineData(new[] { 1.0, 2, 4, 90 }, 3)]
    public void Of_several_datasets_the_middle_counts(double[] hours, double median)
    {
        var durations = StageDurations.Of(hours.SelectMany((hour, i) => Dataset(i, ("started", 0), ("finished", hour))));
        Assert.Equal(Hours(median), durations.Left(ProcessingStatus.Started, TimeSpan.Zero));
    }

    [Fact]
    public void Only_the_newest_twenty_count()
    {
        var old = Enumerable.Range(0, 30).SelectMany(i => Dataset(i, ("started", i), ("finished", i + 50)));
        var fresh = Enumerable.Range(100, 20).SelectMany(i => Dataset(i, ("started", i), ("finished", i + 2)));
        Assert.Equal(Hours(2), StageDurations.Of(old.Concat(fresh)).Left(ProcessingStatus.Started, TimeSpan.Zero));
    }

    [Fact]
    public void What_needed_a_person_in_between_tells_nothing()
    {
        var history = Dataset(1, ("started", 0), ("needs_attention", 40), ("started", 90), ("stitched", 91), ("finished", 93));
        Assert.Equal(Hours(3), StageDurations.Of(history).Left(ProcessingStatus.Started, TimeSpan.Zero));
    }

    [Fact]
    public void A_status_that_was_left_out_or_taken_back_tells_nothing()
    {
        var back = Dataset(1, ("stitched", 0), ("started", 5));
        DatasetEvent[] hole = [Event(2, "not_started", "started", 0), Event(2, "stitched", "finished", 9)];
        var durations = StageDurations.Of([.. back, .. hole]);
        Assert.Null(durations.Left(ProcessingStatus.Stitched, TimeSpan.Zero));
        Assert.Null(durations.Left(ProcessingStatus.Started, TimeSpan.Zero));
    }

    [Fact]
    public void The_way_that_most_have_gone_is_expected()
    {
        DatasetEvent[] history =
        [
            .. Dataset(1, ("in_progress", 0), ("decon_done", 1), ("finished", 5)),
            .. Dataset(2, ("in_progress", 0), ("decon_done", 1), ("finished", 5)),
            .. Dataset(3, ("in_progress", 0), ("finished", 1)),
        ];
        Assert.Equal(Hours(5), StageDurations.Of(history).Left(ProcessingStatus.InProgress, TimeSpan.Zero));
    }

    [Fact]
    public void Without_history_nothing_is_said() => Assert.Null(StageDurations.Of([]).Left(ProcessingStatus.Started, TimeSpan.Zero));

    [Fact]
    public void The_order_of_the_history_and_other_columns_do_not_matter()
    {
        List<DatasetEvent> history = [.. Dataset(1, ("started", 0), ("stitched", 1), ("finished", 3))];
        history.Reverse();
        history.Insert(1, Event(1, "0", "1", 0.5) with { Field = "paused" });
        history.Add(Event(1, "started", "stitched", 0.1) with { Id = null });
        Assert.Equal(Hours(3), StageDurations.Of(history).Left(ProcessingStatus.Started, TimeSpan.Zero));
    }

    [Fact]
    public void A_damaged_status_tells_nothing() =>
        Assert.Null(StageDurations.Of(Dataset(1, ("started", 0), ("0", 1), ("finished", 3))).Left(ProcessingStatus.Started, TimeSpan.Zero));

    private static TimeSpan? Hours(double? hours) => hours is { } some ? TimeSpan.FromHours(some) : null;

    // A history of statuses and the hours at which they were reached.
    private DatasetEvent[] Dataset(long id, params (string Status, double Hour)[] reached) =>
        [.. reached.Select((one, i) => Event(id, i == 0 ? "not_started" : reached[i - 1].Status, one.Status, one.Hour))];

    private DatasetEvent Event(long id, string from, string to, double hour) => new()
    {
        EventId = ++_eventId,
        Time = Start.AddHours(hour),
        Id = id,
        Name = "a_stack1",
        Kind = EventKind.Processing,
        Field = "processing_status",
        From = from,
        To = to,
    };
}
