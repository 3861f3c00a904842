using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3.6–3.7: the Imaris file, the one that grows beside it, and our command tell where the build stands.</summary>
public sealed class ImarisBuildStageTests
{
    private readonly RscmBench _bench = new();

    public ImarisBuildStageTests()
    {
        _bench.Row = _bench.Row with { ProcessingStatus = ProcessingStatus.Stitched };
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Raw();
        _bench.Denoised();
        _bench.Pass();
    }

    [Fact]
    public async Task When_all_composites_are_denoised_the_command_is_run_with_the_jobs_folder()
    {
        var run = Assert.IsType<ProcessingAct.Run>(Assert.Single((await _bench.CheckAsync()).Acts));

        Assert.Equal(["/h20/home/lab/miniconda3/envs/make_ims/bin/python", "/h20/home/lab/scripts/makeIMS_slurm_wine.py", RscmBench.Job(1), "true"], run.Arguments);
        Assert.Equal(("imaris_00012", StageKind.ImarisBuild, RscmBench.Job(1)), (run.JobName, run.Stage, run.WorkingFolder));
    }

    [Fact]
    public async Task The_command_that_could_not_be_run_is_asked_for_again()
    {
        await _bench.CheckAsync();
        Assert.Single((await _bench.CheckAsync()).Acts);
        _bench.Command(CommandState.NotRun);

        Assert.Single((await _bench.CheckAsync()).Acts);
    }

    [Theory]
    [InlineData(CommandState.Submitting, "waits for its turn")]
    [InlineData(CommandState.Waiting, "waits for its turn")]
    [InlineData(CommandState.Running, "runs as job imaris_00012")]
    [InlineData(CommandState.Succeeded, "has run; nothing of the file is there yet")]
    public async Task A_command_that_was_run_for_the_folder_is_never_run_again(CommandState state, string why)
    {
        _bench.Command(state);

        var decision = await _bench.CheckAsync();

        Assert.Equal((StageKind.ImarisBuild, StageState.Running), (decision.Current!.Stage, decision.Current.State));
        Assert.Contains(why, decision.Why, StringComparison.Ordinal);
        Assert.Empty(decision.Acts);
        _bench.Pass(20);
        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single((await _bench.CheckAsync()).Reasons).Kind);
    }

    [Fact]
    public async Task A_command_that_failed_needs_a_person_who_reads_its_exit_code_and_last_lines()
    {
        _bench.Command(CommandState.Failed, exitCode: 3, output: "1\n2\n3\n4\n5\r\nNo licence\n");

        var reason = Assert.Single((await _bench.CheckAsync()).Reasons);

        Assert.Equal((AttentionKind.CommandFailed, "imaris_00012"), (reason.Kind, reason.Subject));
        Assert.Equal("The command that builds the Imaris file of job_1 failed with exit code 3. It wrote last: 2 | 3 | 4 | 5 | No licence.", reason.Finding);
    }

    [Fact]
    public async Task A_command_of_another_job_or_of_an_earlier_stitching_is_none_of_this_one()
    {
        _bench.Command(CommandState.Succeeded, "/elsewhere/job_2");
        Assert.Single((await _bench.CheckAsync()).Acts);

        _bench.Command(CommandState.Succeeded);
        _bench.Pass();
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Denoised();
        Assert.Single((await _bench.CheckAsync()).Acts);
    }

    [Theory]
    [InlineData(ProcessingStatus.Denoised)]
    [InlineData(ProcessingStatus.BuiltIms)]
    [InlineData(ProcessingStatus.NeedsAttention)]
    public async Task What_another_monitor_began_is_watched_and_not_begun_a_second_time(ProcessingStatus status)
    {
        _bench.Row = _bench.Row with { ProcessingStatus = status };

        Assert.Empty((await _bench.CheckAsync()).Acts);
        Assert.Empty((await _bench.CheckAsync()).Acts);
        _bench.Pass(20);
        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single((await _bench.CheckAsync()).Reasons).Kind);
    }

    [Fact]
    public async Task What_we_saw_being_denoised_while_a_person_was_needed_is_begun()
    {
        _bench.Files.Delete(RscmBench.Job(1));
        await _bench.CheckAsync();
        _bench.Pass(20);
        Assert.Equal(ProcessingStatus.NeedsAttention, (await _bench.CheckAsync()).Status);
        _bench.Denoised();

        Assert.Single((await _bench.CheckAsync()).Acts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_that_grows_is_progress(bool onHive)
    {
        var part = RscmBench.Ims(1, onHive) + ".part";
        _bench.Files.Write(part, "x");
        Assert.Equal($"{part} grows.", (await _bench.CheckAsync()).Why);
        _bench.Pass(15);
        Assert.False((await _bench.CheckAsync()).HasProgress);
        _bench.Files.WriteSize(part, 1000);
        Assert.True((await _bench.CheckAsync()).HasProgress);
        _bench.Pass(20);
        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single((await _bench.CheckAsync()).Reasons).Kind);
    }

    [Fact]
    public async Task A_part_that_a_failed_command_left_is_no_progress()
    {
        _bench.Files.Write(RscmBench.Ims(1) + ".part", "x");
        _bench.Pass();
        _bench.Command(CommandState.Failed, exitCode: 1);

        Assert.Equal(AttentionKind.CommandFailed, Assert.Single((await _bench.CheckAsync()).Reasons).Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_Imaris_file_that_opens_finishes_processing_on_either_store(bool onHive)
    {
        _bench.Files.Write(RscmBench.Ims(1, onHive), "good");

        var decision = await _bench.CheckAsync();

        Assert.Equal(ProcessingStatus.Finished, decision.Status);
        Assert.Equal(RscmBench.Ims(1, onHive), decision.Observation.Result!.Path);
        Assert.Equal(RscmBench.Ims(1, onHive), decision.Observation.Fields[DatasetField.ImarisFilePath]);
    }

    [Fact]
    public async Task The_file_on_Hive_comes_first_and_one_that_opens_before_one_that_does_not()
    {
        _bench.Files.Write(RscmBench.Ims(1, onHive: false), "good");
        _bench.Files.Write(RscmBench.Ims(1), "good");
        Assert.Equal(RscmBench.Ims(1), (await _bench.ObserveAsync()).Result!.Path);

        _bench.Files.Write(RscmBench.Ims(1), "broken");
        Assert.Equal(RscmBench.Ims(1, onHive: false), (await _bench.ObserveAsync()).Result!.Path);
    }

    [Fact]
    public async Task An_ims_that_is_text_needs_a_person_and_keeps_all_composites()
    {
        _bench.Files.Write(RscmBench.Ims(1), "I am text.");
        _bench.Pass();

        var decision = await _bench.CheckAsync();

        var reason = Assert.Single(decision.Reasons);
        Assert.Equal((AttentionKind.ImarisFileBroken, "composites_RSCM_v0.1_job_1.ims"), (reason.Kind, reason.Subject));
        Assert.Equal(RscmBench.Start + TimeSpan.FromMinutes(2), decision.Current!.Moment);
        Assert.Empty(decision.Observation.Chores);
        Assert.Null(decision.Observation.Result);
    }

    [Fact]
    public async Task A_broken_file_is_not_judged_while_it_may_still_be_written_or_built_anew()
    {
        _bench.Files.Write(RscmBench.Ims(1), "cut");
        Assert.Equal(StageState.Running, (await _bench.CheckAsync()).Current!.State);
        _bench.Pass();
        _bench.Command(CommandState.Running);
        Assert.Equal(StageState.Running, (await _bench.CheckAsync()).Current!.State);
    }

    [Fact]
    public async Task A_file_that_is_being_written_is_running()
    {
        _bench.Files.Write(RscmBench.Ims(1), "growing");
        Assert.Equal($"{RscmBench.Ims(1)} is being written.", (await _bench.CheckAsync()).Why);
    }

    [Fact]
    public async Task A_file_that_opens_is_examined_once_a_look()
    {
        _bench.Files.Write(RscmBench.Ims(1), "good");
        var look = await _bench.BeginAsync();
        look.Observe(_bench.Subject(), TestContext.Current.CancellationToken);
        look.Observe(_bench.Subject(), TestContext.Current.CancellationToken);

        Assert.Equal(1, _bench.Imaris.Calls);
    }

    [Fact]
    public async Task Unchanged_facts_give_the_same_summary_and_leave_what_others_wrote()
    {
        _bench.Row = _bench.Row with { ProcessingSummary = "{\"theirs\": [1, 2]}" };
        await _bench.CheckAsync();
        var summary = _bench.Row.ProcessingSummary;
        Assert.StartsWith("{\"theirs\":[1,2],\"microStatus\":{\"job\":\"1\",\"stitched\":{\"found\":4,\"expected\":4},\"denoised\":{\"found\":4,\"expected\":4,\"bytes\":1000,", summary, StringComparison.Ordinal);

        _bench.Pass();
        await _bench.CheckAsync();
        Assert.Same(summary, _bench.Row.ProcessingSummary);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"microStatus\":7}")]
    [InlineData("{\"microStatus\":{\"job\":7,\"stitched\":[],\"denoised\":{\"found\":\"x\",\"changed\":\"never\"},\"buildIsOurs\":\"yes\"}}")]
    [InlineData("{\"microStatus\":{\"job\":\"1\",\"job\":\"2\"}}")]
    public async Task A_summary_that_is_none_of_ours_never_stops_a_look(string summary)
    {
        _bench.Row = _bench.Row with { ProcessingSummary = summary };

        Assert.Equal(ProcessingStatus.Denoised, (await _bench.CheckAsync()).Status);
    }
}
