using MicroStatus.Datasets;
using MicroStatus.Processing;

namespace MicroStatus.Core.Tests.Processing;

public sealed class ProcessingRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    [Theory]
    [InlineData("www", StageKind.Stitching, ProcessingStatus.NotStarted)]
    [InlineData("rww", StageKind.Stitching, ProcessingStatus.Started)]
    [InlineData("dww", StageKind.Denoising, ProcessingStatus.Stitched)]
    [InlineData("drw", StageKind.Denoising, ProcessingStatus.Stitched)]
    [InlineData("ddw", StageKind.ImarisBuild, ProcessingStatus.Denoised)]
    [InlineData("ddr", StageKind.ImarisBuild, ProcessingStatus.Denoised)]
    [InlineData("wdw", StageKind.ImarisBuild, ProcessingStatus.Denoised)] // raw composites are gone already
    [InlineData("wwr", StageKind.ImarisBuild, ProcessingStatus.Denoised)] // made by hand
    [InlineData("wwd", null, ProcessingStatus.Finished)]
    [InlineData("ddd", null, ProcessingStatus.Finished)]
    [InlineData("rdd", null, ProcessingStatus.Finished)]
    public void The_furthest_stage_that_the_files_prove_is_the_state(string states, StageKind? stage, ProcessingStatus status)
    {
        var decision = Decide(Subject(), states);

        Assert.Equal(stage, decision.Current?.Stage);
        Assert.Equal(status, decision.Status);
    }

    [Fact]
    public void The_stage_that_waits_is_begun()
    {
        Assert.Equal(["begin Denoising"], Decide(Subject(), "dww").Acts.Select(act => act.What));
        Assert.Empty(Decide(Subject(), "drw").Acts);
        Assert.Empty(Decide(Subject(), "ddd").Acts);
    }

    [Theory]
    [InlineData("paused", "It is paused.")]
    [InlineData("moving", "It is being moved.")]
    [InlineData("imaging", "Imaging is not finished.")]
    public void Nothing_is_begun_while_something_holds_it(string what, string heldBy)
    {
        var row = Row() with
        {
            Paused = what == "paused",
            Moving = what == "moving",
            ImagingStatus = what == "imaging" ? ImagingStatus.InProgress : ImagingStatus.Finished,
        };

        var decision = Decide(Subject(row), "dww");

        Assert.Equal(heldBy, decision.HeldBy);
        Assert.Empty(decision.Acts);
        Assert.Equal(ProcessingStatus.Stitched, decision.Status);
    }

    [Fact]
    public void A_stage_without_progress_for_the_timeout_may_be_stuck()
    {
        var decision = Decide(Subject(record: Record(StageKind.Denoising, "3", Now - Timeout)), "drw", progress: "3");

        Assert.Equal(ProcessingStatus.NeedsAttention, decision.Status);
        var reason = Assert.Single(decision.Reasons);
        Assert.Equal((AttentionKind.ProcessingStuck, "Denoising"), (reason.Kind, reason.Subject));
        Assert.StartsWith("Denoising may be stuck: No progress for 20 minutes.", reason.Text, StringComparison.Ordinal);
        Assert.Empty(decision.Acts);
    }

    [Fact]
    public void The_next_step_for_what_runs_and_is_stuck_is_not_one_that_is_refused()
    {
        var reason = Assert.Single(Decide(Subject(record: Record(StageKind.Denoising, "3", Now - Timeout)), "drw", progress: "3").Reasons);

        Assert.DoesNotContain("Start-DatasetProcessing", reason.Text, StringComparison.Ordinal);
        Assert.Contains("progress resumes it", reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4", 30)] // another count
    [InlineData("3", 19)] // not long enough
    public void A_stage_with_progress_is_not_stuck(string progress, int minutes)
    {
        var decision = Decide(Subject(record: Record(StageKind.Denoising, "3", Now.AddMinutes(-minutes))), "drw", progress);

        Assert.Equal(ProcessingStatus.Stitched, decision.Status);
        Assert.Equal(progress == "4", decision.HasProgress);
    }

    [Fact]
    public void Progress_resumes_what_was_stuck()
    {
        var row = Row() with { ProcessingStatus = ProcessingStatus.NeedsAttention, Paused = true };

        var decision = Decide(Subject(row, Record(StageKind.Denoising, "3", Now.AddHours(-5)), Reason(AttentionKind.ProcessingStuck)), "drw", progress: "4");

        Assert.Equal(ProcessingStatus.Stitched, decision.Status);
        Assert.Empty(decision.Reasons);
    }

    [Fact]
    public void What_waits_for_its_turn_is_not_late()
    {
        var decision = Decide(Subject(record: Record(StageKind.Denoising, null, Now.AddDays(-3))), "dww", isPatient: true);

        Assert.Equal(ProcessingStatus.Stitched, decision.Status);
    }

    [Fact]
    public void What_can_be_begun_is_begun_however_long_it_has_waited()
    {
        var decision = Decide(Subject(record: Record(StageKind.Denoising, "3", Now.AddDays(-3))), "dww", progress: "3");

        Assert.Equal(ProcessingStatus.Stitched, decision.Status);
        Assert.Equal(["begin Denoising"], decision.Acts.Select(act => act.What));
    }

    [Fact]
    public void A_stage_that_only_others_begin_is_late_when_nothing_comes()
    {
        var decision = Decide(Subject(record: Record(StageKind.Denoising, "3", Now.AddDays(-3))), "dww", progress: "3", isBegunByOthers: true);

        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single(decision.Reasons).Kind);
    }

    [Fact]
    public void Silence_while_it_was_paused_is_not_held_against_it()
    {
        var paused = Row() with { ProcessingStatus = ProcessingStatus.Stitched, Paused = true };
        var held = Decide(Subject(paused, Record(StageKind.Denoising, "3", Now.AddDays(-3))), "dww", progress: "3", isBegunByOthers: true);
        var remembered = Record(StageKind.Denoising, held.Progress, held.LastProgress);
        var heldStill = Decide(Subject(paused, remembered), "dww", progress: "3", isBegunByOthers: true);
        var resumed = Decide(Subject(paused with { Paused = false }, remembered), "dww", progress: "3", isBegunByOthers: true);

        Assert.Equal((held.Progress, held.LastProgress), (heldStill.Progress, heldStill.LastProgress)); // nothing to write at every check
        Assert.Empty(resumed.Reasons);
        Assert.Equal((Now, "3"), (resumed.LastProgress, resumed.Progress));
    }

    [Fact]
    public void What_nobody_may_begin_is_not_late_either()
    {
        var decision = Decide(Subject(record: Record(StageKind.Stitching, null, Now.AddDays(-3))), "www", neverStarted: "It is a continuation.");

        Assert.Equal(ProcessingStatus.NotStarted, decision.Status);
        Assert.Equal("It is a continuation.", decision.HeldBy);
        Assert.Empty(decision.Acts);
    }

    [Theory]
    [InlineData(AttentionKind.StitchingFailed)]
    [InlineData(AttentionKind.CommandFailed)]
    [InlineData(AttentionKind.ImarisFileBroken)]
    public void What_has_failed_stays_failed_until_something_works_on_it(string kind)
    {
        var row = Row() with { ProcessingStatus = ProcessingStatus.NeedsAttention };
        var failed = Subject(row, Record(StageKind.Stitching, "error", Now.AddMinutes(-5)), Reason(kind));

        Assert.Equal(kind, Decide(failed, "www").Reasons[0].Kind);
        Assert.Empty(Decide(failed, "rww").Reasons);
        Assert.Empty(Decide(failed, "dww").Reasons);
    }

    [Fact]
    public void A_renamed_dataset_needs_a_person_until_something_comes_of_it()
    {
        var row = Row() with { ProcessingStatus = ProcessingStatus.NeedsAttention };
        var renamed = Subject(row, Record(StageKind.Stitching, "3", Now.AddMinutes(-5)), Reason(AttentionKind.RenamedInProcessing));

        Assert.Equal(AttentionKind.RenamedInProcessing, Decide(renamed, "rww", "3").Reasons[0].Kind);
        Assert.Empty(Decide(renamed, "rww", "4").Reasons);
    }

    [Theory]
    [InlineData(ProcessingStatus.Stitched)]
    [InlineData(ProcessingStatus.Denoised)]
    [InlineData(ProcessingStatus.InProgress)]
    public void What_the_row_says_and_no_file_shows_is_not_begun_again(ProcessingStatus stored)
    {
        var decision = Decide(Subject(Row() with { ProcessingStatus = stored }), "www");

        Assert.Equal(ProcessingStatus.NeedsAttention, decision.Status);
        Assert.Equal(AttentionKind.ProductIncomplete, Assert.Single(decision.Reasons).Kind);
        Assert.Empty(decision.Acts);
    }

    [Fact]
    public void A_finished_dataset_whose_file_is_gone_stays_finished_and_is_reported()
    {
        var decision = Decide(Subject(Row() with { ProcessingStatus = ProcessingStatus.Finished }), "ddw");

        Assert.Equal(ProcessingStatus.Finished, decision.Status);
        Assert.NotNull(decision.Loss);
        Assert.Empty(decision.Acts);
        Assert.Empty(decision.Reasons);
    }

    [Fact]
    public void A_finished_dataset_that_is_worked_on_again_is_not_finished()
    {
        var decision = Decide(Subject(Row() with { ProcessingStatus = ProcessingStatus.Finished }), "rww");

        Assert.Equal(ProcessingStatus.Started, decision.Status);
        Assert.Null(decision.Loss);
    }

    [Fact]
    public void Chores_that_come_first_are_over_before_a_stage_is_begun()
    {
        var chore = new ProcessingAct.Discard("channel", ["layer000/405"], null) { What = "discard" };

        Assert.Equal(["discard"], Decide(Subject(), "www", chores: [chore], choresComeFirst: true).Acts.Select(act => act.What));
        Assert.Equal(["discard", "begin Stitching"], Decide(Subject(), "www", chores: [chore]).Acts.Select(act => act.What));
        Assert.Equal(["discard"], Decide(Subject(), "ddd", chores: [chore]).Acts.Select(act => act.What));
    }

    internal static Dataset Row() => new()
    {
        Id = 7,
        Name = "8257_try2_stack1",
        Modality = "rscm",
        Path = "/f/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1",
        ImagingStatus = ImagingStatus.Finished,
        ProcessingStatus = ProcessingStatus.NotStarted,
    };

    internal static ProcessingSubject Subject(Dataset? row = null, ProcessingRecord? record = null, params IReadOnlyList<AttentionReason> open) => new()
    {
        Row = row ?? Row(),
        Folder = "/f/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1",
        FolderOnHive = "/h/Acquire/RSCM/klimstra-w/5CL18/8257_try2_stack1",
        Record = record,
        Open = open,
    };

    internal static ProcessingRecord Record(StageKind stage, string? progress, DateTimeOffset lastProgress) =>
        new() { Id = 7, Stage = stage, Since = lastProgress, Progress = progress, LastProgress = lastProgress };

    internal static ProcessingDecision Decide(
        ProcessingSubject subject,
        string states,
        string? progress = null,
        bool isPatient = false,
        string? neverStarted = null,
        IReadOnlyList<ProcessingAct>? chores = null,
        bool choresComeFirst = false,
        bool isBegunByOthers = false) => ProcessingRules.Decide(
            subject,
            new ProcessingObservation
            {
                Stages = Stages(states, progress, isPatient, isBegunByOthers),
                NeverStarted = neverStarted,
                Chores = chores ?? [],
                ChoresComeFirst = choresComeFirst,
                Result = states.EndsWith('d') ? new ProcessingResult("/h/x.ims", Now) : null,
            },
            Timeout,
            Now);

    private static List<StageReading> Stages(string states, string? progress, bool isPatient, bool isBegunByOthers)
    {
        (StageKind Stage, ProcessingStatus Until, ProcessingStatus Done)[] stages =
        [
            (StageKind.Stitching, states[0] == 'w' ? ProcessingStatus.NotStarted : ProcessingStatus.Started, ProcessingStatus.Stitched),
            (StageKind.Denoising, ProcessingStatus.Stitched, ProcessingStatus.Denoised),
            (StageKind.ImarisBuild, ProcessingStatus.Denoised, ProcessingStatus.Finished),
        ];
        return [.. stages.Select((stage, i) => new StageReading
        {
            Stage = stage.Stage,
            State = states[i] switch { 'w' => StageState.Waiting, 'r' => StageState.Running, 'f' => StageState.Failed, _ => StageState.Done },
            Why = "So it is.",
            StatusUntilDone = stage.Until,
            StatusWhenDone = stage.Done,
            Progress = progress,
            IsPatient = isPatient,
            Failure = states[i] == 'f' ? Reason(AttentionKind.StitchingFailed) : null,
            Next = isBegunByOthers ? null : new ProcessingAct.Enqueue(Row()) { What = $"begin {stage.Stage}" },
        })];
    }

    private static AttentionReason Reason(string kind) => AttentionReason.Of(kind, "00007_x.txt", "It has failed.", "Look.");
}
