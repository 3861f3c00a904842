using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Rscm;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3.1–3.4: the queue file and the raw composites tell where stitching stands.</summary>
public sealed class StitchingStageTests
{
    private readonly RscmBench _bench = new();

    [Fact]
    public async Task What_is_imaged_and_nowhere_queued_is_to_be_queued()
    {
        var decision = await _bench.CheckAsync();

        Assert.Equal(ProcessingStatus.NotStarted, decision.Status);
        Assert.Equal(12, Assert.IsType<ProcessingAct.Enqueue>(Assert.Single(decision.Acts)).Row.Id);
    }

    [Theory]
    [InlineData("queueStitch", ProcessingStatus.NotStarted)]
    [InlineData("tempQueue", ProcessingStatus.Started)]
    [InlineData("processing", ProcessingStatus.Started)]
    public async Task A_file_in_the_queue_is_work_in_hand_whoever_wrote_it(string folder, ProcessingStatus status)
    {
        _bench.Queued(folder, "00012_somebody_else.txt");

        var decision = await _bench.CheckAsync();

        Assert.Equal(StageState.Running, decision.Current!.State);
        Assert.Equal(status, decision.Status);
        Assert.Empty(decision.Acts);
        Assert.Equal(RscmBench.Start, decision.Current.Moment);
    }

    [Theory]
    [InlineData("README")]
    [InlineData("notes.txt")]
    [InlineData("12_x.txt")]
    [InlineData("000012_x.txt")]
    [InlineData("00120_x.txt")]
    [InlineData("00012.txt")]
    [InlineData("00012_x.txt.bak")]
    public async Task An_unknown_file_in_a_queue_folder_belongs_to_nobody(string name)
    {
        foreach (var folder in new[] { "queueStitch", "tempQueue", "processing", "complete", "error" })
        {
            _bench.Queued(folder, name);
        }

        Assert.IsType<ProcessingAct.Enqueue>(Assert.Single((await _bench.CheckAsync()).Acts));
    }

    [Fact]
    public async Task In_the_folder_of_failed_ones_it_needs_a_person_and_nothing_is_begun()
    {
        _bench.Queued("error");

        var decision = await _bench.CheckAsync();

        var reason = Assert.Single(decision.Reasons);
        Assert.Equal((AttentionKind.StitchingFailed, RscmBench.QueueName), (reason.Kind, reason.Subject));
        Assert.Equal(ProcessingStatus.NeedsAttention, decision.Status);
        Assert.Empty(decision.Acts);
    }

    [Theory]
    [InlineData("error", "queueStitch", StageState.Running)]
    [InlineData("error", "processing", StageState.Running)]
    [InlineData("complete", "queueStitch", StageState.Running)]
    [InlineData("complete", "error", StageState.Failed)]
    [InlineData("error", "complete", StageState.Done)]
    [InlineData("queueStitch", "error", StageState.Failed)]
    public async Task The_newest_file_counts_and_older_ones_are_history(string older, string newer, StageState state)
    {
        _bench.Raw();
        _bench.Queued(older);
        _bench.Pass();
        _bench.Queued(newer);

        Assert.Equal(state, (await _bench.ReadAsync(StageKind.Stitching)).State);
    }

    [Fact]
    public async Task Nothing_is_begun_while_an_old_file_of_it_still_lies_in_the_queue()
    {
        _bench.Queued("queueStitch");
        _bench.Pass();
        _bench.Queued("error");
        _bench.Queued("complete");
        _bench.Files.Write(RscmBench.Ims(1), "good");
        _bench.Raw();

        var observation = await _bench.ObserveAsync();

        Assert.Empty(observation.Chores);
        Assert.All(observation.Stages, stage => Assert.Null(stage.Next));
    }

    [Fact]
    public async Task Composites_of_one_size_and_a_file_in_complete_are_stitched()
    {
        _bench.Queued("complete");
        _bench.Raw();

        Assert.Equal(ProcessingStatus.Stitched, (await _bench.CheckAsync()).Status);
    }

    [Fact]
    public async Task Composites_may_lag_behind_the_queue_and_only_then_are_they_missing()
    {
        _bench.Queued("complete");
        _bench.Raw(count: 3);
        Assert.Equal(75, (await _bench.CheckAsync()).Current!.Percent);
        _bench.Pass(19);
        Assert.Equal(StageState.Running, (await _bench.CheckAsync()).Current!.State);
        _bench.Pass(1);

        var decision = await _bench.CheckAsync();

        Assert.Equal(AttentionKind.ProductIncomplete, Assert.Single(decision.Reasons).Kind);
        Assert.Contains("3 of 4 are there, missing 1/561", decision.Why, StringComparison.Ordinal);
        _bench.Raw();
        Assert.Equal(ProcessingStatus.Stitched, (await _bench.CheckAsync()).Status);
    }

    [Fact]
    public async Task A_composite_of_zero_bytes_is_a_finding_that_names_it()
    {
        _bench.Queued("complete");
        _bench.Raw();
        _bench.Files.WriteSize($"{RscmBench.Composites}/composite_z0001_c488.tif", 0);
        await _bench.CheckAsync();
        _bench.Pass(20);

        var reason = Assert.Single((await _bench.CheckAsync()).Reasons);

        Assert.Equal((AttentionKind.ProductIncomplete, "composite_z0001_c488.tif"), (reason.Kind, reason.Subject));
    }

    [Fact]
    public async Task Composites_of_several_sizes_are_not_stitched()
    {
        _bench.Queued("complete");
        _bench.Raw();
        _bench.Files.WriteSize($"{RscmBench.Composites}/composite_z0001_c488.tif", 999);

        Assert.Equal(StageState.Running, (await _bench.ReadAsync(StageKind.Stitching)).State);
    }

    [Fact]
    public async Task Sizes_are_looked_at_only_once_the_names_are_complete()
    {
        _bench.Queued("complete");
        _bench.Raw(count: 3);
        _bench.Files.ResetCalls();
        await _bench.ObserveAsync();
        Assert.DoesNotContain(_bench.Files.Log, call => call.StartsWith("find", StringComparison.Ordinal) && call.EndsWith(".tif", StringComparison.Ordinal));

        _bench.Raw();
        await _bench.CheckAsync();
        _bench.Files.ResetCalls();
        await _bench.CheckAsync();
        Assert.DoesNotContain(_bench.Files.Log, call => call.StartsWith("find", StringComparison.Ordinal) && call.EndsWith(".tif", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Composites_made_by_hand_without_a_queue_file_are_stitched()
    {
        _bench.Raw();
        _bench.Pass(60);

        var decision = await _bench.CheckAsync();

        Assert.Equal(ProcessingStatus.Stitched, decision.Status);
        Assert.Empty(decision.Acts);
    }

    [Fact]
    public async Task Composites_that_grow_without_a_queue_file_are_let_grow()
    {
        _bench.Raw(count: 1);
        Assert.Empty((await _bench.CheckAsync()).Acts);
    }

    [Fact]
    public async Task A_finished_dataset_that_is_queued_again_is_processed_again()
    {
        _bench.Queued("complete");
        _bench.Pass();
        _bench.Denoised();
        _bench.Files.Write(RscmBench.Ims(1), "good");
        Assert.Equal(ProcessingStatus.Finished, (await _bench.CheckAsync()).Status);
        _bench.Pass();
        _bench.Queued("queueStitch");
        var waiting = await _bench.CheckAsync();
        Assert.Equal((StageKind.Stitching, StageState.Running), (waiting.Current!.Stage, waiting.Current.State));
        Assert.Null(waiting.Observation.Result);

        _bench.Files.Delete($"{RscmBench.Queue}/queueStitch/{RscmBench.QueueName}");
        _bench.Queued("processing");
        Assert.Equal(ProcessingStatus.Started, (await _bench.CheckAsync()).Status);
    }

    [Theory]
    [InlineData("_cont_", true)]
    [InlineData("_continued_", false)]
    public async Task Continuations_are_never_started(string part, bool isNever)
    {
        _bench.Row = _bench.Row with { Name = $"8257{part}stack1" };

        Assert.Equal(isNever, (await _bench.CheckAsync()).Acts.Count == 0);
    }

    [Fact]
    public async Task With_broken_ribbons_nothing_is_started()
    {
        _bench.Row = _bench.Row with { ImagingStatus = ImagingStatus.NeedsAttention, Attention = ["Ribbon x is broken."] };

        var decision = await _bench.CheckAsync();

        Assert.Equal("Its imaging needs a person. Ribbon x is broken.", decision.Observation.Obstacle);
        Assert.Empty(decision.Acts);
    }

    [Fact]
    public async Task A_row_that_names_an_Imaris_file_is_not_stitched_a_second_time_unasked()
    {
        _bench.Row = _bench.Row with { ProcessingStatus = ProcessingStatus.NeedsAttention, ImarisFilePath = "/elsewhere/x.ims" };

        Assert.Empty((await _bench.CheckAsync()).Acts);
    }

    [Fact]
    public async Task A_finished_dataset_whose_products_were_taken_elsewhere_stays_finished()
    {
        _bench.Queued("complete");
        _bench.Row = _bench.Row with { ProcessingStatus = ProcessingStatus.Finished };

        var decision = await _bench.CheckAsync();

        Assert.Equal(ProcessingStatus.Finished, decision.Status);
        Assert.NotNull(decision.Loss);
        Assert.Empty(decision.Acts);
    }

    [Fact]
    public async Task Task_counts_are_progress_and_an_absent_count_is_neither_progress_nor_failure()
    {
        _bench.Queued("processing");
        Assert.True((await _bench.CheckAsync()).HasProgress);
        _bench.Pass();
        Assert.False((await _bench.CheckAsync()).HasProgress);

        _bench.Dask.Reading = new DaskReading(null, null, "The Dask scheduler does not answer.");
        var absent = await _bench.CheckAsync();
        Assert.False(absent.HasProgress);
        Assert.Contains("The Dask scheduler does not answer.", absent.Why, StringComparison.Ordinal);
        Assert.False((await _bench.CheckAsync()).HasProgress);

        _bench.Dask.Reading = new DaskReading(new DaskCounts(10, 2, 2, 6, 0, 0), new Uri("http://node1:8787/"), null);
        var more = await _bench.CheckAsync();
        Assert.True(more.HasProgress);
        Assert.Equal("http://node1:8787/", more.Current!.Address!.AbsoluteUri);
    }

    [Fact]
    public async Task The_scheduler_is_asked_once_a_check_and_only_while_something_is_stitched()
    {
        _bench.Queued("queueStitch");
        await _bench.CheckAsync();
        Assert.Equal(0, _bench.Dask.Calls);

        _bench.Queued("processing", "00099_other.txt");
        var look = await _bench.BeginAsync();
        look.Observe(_bench.Subject(), TestContext.Current.CancellationToken);
        look.Observe(_bench.Subject(), TestContext.Current.CancellationToken);
        Assert.Equal(1, _bench.Dask.Calls);
    }

    [Fact]
    public async Task A_queue_that_nobody_works_on_is_stuck_and_progress_of_others_is_not()
    {
        _bench.Queued("queueStitch");
        await _bench.CheckAsync();
        _bench.Pass(19);
        _bench.Queued("processing", "00099_other.txt");
        Assert.True((await _bench.CheckAsync()).HasProgress);
        _bench.Pass(20);

        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single((await _bench.CheckAsync()).Reasons).Kind);
    }

    [Fact]
    public async Task Each_queue_folder_is_listed_once_a_check()
    {
        _bench.Queued("queueStitch");
        _bench.Files.ResetCalls();
        var look = await _bench.BeginAsync();
        look.Observe(_bench.Subject(), TestContext.Current.CancellationToken);
        look.Observe(_bench.Subject(), TestContext.Current.CancellationToken);

        Assert.Equal(5, _bench.Files.Log.Count(call => call.StartsWith($"list {RscmBench.Queue}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_folder_that_vanished_is_an_error_and_never_an_unstarted_dataset()
    {
        _bench.Files.Delete(RscmBench.Folder);

        await Assert.ThrowsAsync<DirectoryNotFoundException>(_bench.ObserveAsync);
    }
}
