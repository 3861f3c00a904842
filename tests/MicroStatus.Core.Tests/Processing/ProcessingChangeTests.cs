using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Processing;

namespace MicroStatus.Core.Tests.Processing;

public sealed class ProcessingChangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessingChange Changes = new(new StatusSettings(), new MessageCatalogue(new MessageSettings()), Now);

    [Fact]
    public void What_has_not_changed_writes_nothing()
    {
        var first = Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(), "drw", "3"));
        var row = ProcessingRulesTests.Row() with { ProcessingStatus = ProcessingStatus.Stitched };

        Assert.NotNull(first?.Processing);
        Assert.Null(Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(row, first.Processing), "drw", "3")));
    }

    [Fact]
    public void A_new_status_is_written_with_its_history_and_told_once()
    {
        var change = Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(), "rww"));

        Assert.Equal(new FieldChange(DatasetField.ProcessingStatus, "not_started", "started"), Assert.Single(change!.Fields));
        var happened = Assert.Single(change.Events);
        Assert.Equal((EventKind.Processing, "processing_status", "not_started", "started"), (happened.Kind, happened.Field, happened.From, happened.To));
        Assert.Equal(MessageKind.ProcessingStarted, Assert.Single(change.Messages).Kind);
    }

    [Fact]
    public void In_progress_of_an_older_row_means_started()
    {
        var row = ProcessingRulesTests.Row() with { ProcessingStatus = ProcessingStatus.InProgress };

        Assert.Empty(Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(row), "rww"))!.Fields);
    }

    [Fact]
    public void A_damaged_status_is_replaced_by_what_the_files_prove()
    {
        var row = ProcessingRulesTests.Row() with
        {
            ProcessingStatus = ProcessingStatus.NeedsAttention,
            ProcessingStatusText = "0",
            RowProblems = ["processing_status: '0' is no status."],
        };

        var change = Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(row), "dww"))!;

        Assert.Equal(new FieldChange(DatasetField.ProcessingStatus, "0", "stitched"), Assert.Single(change.Fields));
    }

    [Theory]
    [InlineData(MessageKind.ImarisFileBuilt)]
    [InlineData(MessageKind.ProcessingFinished)]
    public void The_end_is_told_as_the_instrument_wants_it(string kind)
    {
        var row = ProcessingRulesTests.Row() with { ProcessingStatus = ProcessingStatus.Denoised };

        var change = Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(row), "ddd"), finished: kind)!;

        Assert.Equal(kind, Assert.Single(change.Messages).Kind);
        Assert.Equal(Now, change.Processing!.LastFinishedLook);
        Assert.Null(change.Processing.Stage);
    }

    [Theory]
    [InlineData("rww", MessageKind.StitchingStuck)]
    [InlineData("drw", MessageKind.DenoisingStuck)]
    [InlineData("ddr", MessageKind.ImarisBuildStuck)]
    [InlineData("fww", MessageKind.StitchingFailed)]
    public void Trouble_pauses_the_dataset_and_is_told_with_its_stage(string states, string kind)
    {
        var stage = ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(), states).Current!.Stage;
        var row = ProcessingRulesTests.Row() with { ProcessingStatus = states[0] == 'd' ? ProcessingStatus.Stitched : ProcessingStatus.Started };
        var subject = ProcessingRulesTests.Subject(row, ProcessingRulesTests.Record(stage, "3", Now.AddHours(-1)));

        var change = Of(ProcessingRulesTests.Decide(subject, states, "3"))!;

        Assert.Contains(change.Fields, field => field is { Field: DatasetField.ProcessingStatus, To: "needs_attention" });
        Assert.Contains(change.Fields, field => field is { Field: DatasetField.Paused, To: 1L });
        Assert.True(change.PausedByUs);
        Assert.Single(change.Opened);
        Assert.Equal(kind, Assert.Single(change.Messages).Kind);
    }

    [Theory]
    [InlineData("rww")]
    [InlineData("drw")]
    [InlineData("ddr")]
    [InlineData("fww")]
    public void What_is_told_of_trouble_is_said_once_and_names_a_next_step(string states)
    {
        var stage = ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(), states).Current!.Stage;
        var subject = ProcessingRulesTests.Subject(null, ProcessingRulesTests.Record(stage, "3", Now.AddHours(-1)));

        var text = Assert.Single(Of(ProcessingRulesTests.Decide(subject, states, "3"))!.Messages, message => message.Kind != MessageKind.ProcessingStarted).Text;

        Assert.Contains("Look at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("..", text, StringComparison.Ordinal);
        Assert.Equal(text.IndexOf("Look", StringComparison.Ordinal), text.LastIndexOf("Look", StringComparison.Ordinal));
    }

    [Fact]
    public void Paused_is_cleared_with_the_last_reason_when_it_was_set_by_us()
    {
        var row = ProcessingRulesTests.Row() with { ProcessingStatus = ProcessingStatus.NeedsAttention, Paused = true };
        var subject = ProcessingRulesTests.Subject(row, ProcessingRulesTests.Record(StageKind.Denoising, "3", Now.AddHours(-1)));
        var stuck = new AttentionReason(AttentionKind.ProcessingStuck, "Denoising", "Stuck.");
        AttentionRecord[] open = [new(1, row.Path!, stuck, Now.AddMinutes(-40), PausedByUs: true)];

        var resumed = Changes.Of(ProcessingRulesTests.Decide(subject, "drw", "4"), MessageKind.ImarisFileBuilt, open, _ => true)!;
        var notOurs = Changes.Of(ProcessingRulesTests.Decide(subject, "drw", "4"), MessageKind.ImarisFileBuilt, [open[0] with { PausedByUs = false }], _ => true)!;

        Assert.Contains(resumed.Fields, field => field is { Field: DatasetField.Paused, To: 0L });
        Assert.DoesNotContain(notOurs.Fields, field => field.Field == DatasetField.Paused);
        Assert.Equal([1L], resumed.ClosedEpisodes);
    }

    [Fact]
    public void What_was_there_before_the_take_over_is_not_told()
    {
        var row = ProcessingRulesTests.Row() with { ProcessingStatus = ProcessingStatus.Denoised };

        Assert.Empty(Changes.Of(ProcessingRulesTests.Decide(ProcessingRulesTests.Subject(row), "ddd"), MessageKind.ImarisFileBuilt, [], _ => false)!.Messages);
    }

    private static DatasetChangeSet? Of(ProcessingDecision decision, string finished = MessageKind.ImarisFileBuilt) => Changes.Of(decision, finished, [], _ => true);
}
