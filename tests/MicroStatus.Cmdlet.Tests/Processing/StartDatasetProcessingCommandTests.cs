using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class StartDatasetProcessingCommandTests : IDisposable
{
    private const string HeldBack = "ProcessingHeldBack,MicroStatus.Processing.StartDatasetProcessingCommand";
    private readonly ProcessingLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void An_RSCM_dataset_is_written_into_the_queue()
    {
        var one = Assert.Single(_lab.Run("Start-DatasetProcessing 8257* -Reason ' Now. '").Of<DatasetProcessing>());
        Assert.Equal((StageKind.Stitching, StageState.Running), (one.Stage, one.State));
        Assert.Equal($"rootDir=\"{ProcessingLab.Rscm}\"\nkeepComposites=True\nmoveToHive=False\n", _lab.Read(ProcessingLab.Queued));
        Assert.Equal("Asked for by a person. Now.", Assert.Single(_lab.Database.Events).Why);
        Assert.Equal(IntentState.Done, Assert.Single(_lab.Database.Intents.All).State);
    }

    [Fact]
    public void It_can_be_queued_twice_in_one_second()
    {
        _lab.Run("Start-DatasetProcessing -Id 1");
        _lab.Backend.Files.Remove(ProcessingLab.Queued);
        Assert.Empty(_lab.Run("Start-DatasetProcessing -Id 1").ErrorIds);
        Assert.Equal(2, _lab.Database.Intents.All.Select(intent => intent.Key).Distinct().Count());
    }

    [Fact]
    public void A_mesoSPIM_datasets_command_is_submitted()
    {
        var one = Assert.Single(_lab.Run("Get-Dataset -Id 2 | Start-DatasetProcessing").Of<DatasetProcessing>());
        Assert.Equal((StageState.Running, CommandState.Waiting), (one.State, one.Command?.State));
        Assert.Equal("mesospim_00002", Assert.Single(_lab.Cluster.Submitted).Name);
        Assert.Equal(IntentState.Done, Assert.Single(_lab.Database.Intents.All).State);
    }

    [Fact]
    public void WhatIf_tells_what_would_be_begun_and_writes_nothing()
    {
        _lab.Fail(2, Reason(AttentionKind.CommandFailed), StageKind.Start);
        _lab.Ran(CommandState.Failed);
        Assert.Empty(_lab.Run("1, 2 | Start-DatasetProcessing -Force -WhatIf").Output);
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("\"Its file goes into the stitching queue.\" on target \"#1 8257_stack1\"", StringComparison.Ordinal));
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("on target \"#2 KC34\"", StringComparison.Ordinal));
        _lab.AssertUntouched();
    }

    [Fact]
    public void What_is_queued_or_runs_is_not_begun_again_not_even_with_force()
    {
        _lab.Write(ProcessingLab.Queued);
        _lab.Ran(CommandState.Running);
        var result = _lab.Run("1, 2 | Start-DatasetProcessing -Force");
        Assert.Equal([HeldBack, HeldBack], result.ErrorIds);
        Assert.Equal([1L, 2L], result.Errors.Select(error => error.TargetObject));
        Assert.StartsWith("Nothing is begun for 8257_stack1: Its file waits in ", result.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_lab.Cluster.Submitted);
        Assert.Empty(_lab.Backend.Files.Acts);
    }

    [Theory]
    [InlineData("ImagingStatus")]
    [InlineData("Moving")]
    public void What_is_imaged_or_moved_is_not_begun_with_force_either(string what)
    {
        _lab.Change(1, row => what == "Moving" ? row with { Moving = true } : row with { ImagingStatus = ImagingStatus.InProgress });
        Assert.Equal([HeldBack], _lab.Run("Start-DatasetProcessing -Id 1 -Force").ErrorIds);
        _lab.AssertUntouched();
    }

    [Fact]
    public void What_is_paused_needs_force_which_clears_it()
    {
        _lab.Change(1, row => row with { Paused = true });
        var refused = Assert.Single(_lab.Run("Start-DatasetProcessing -Id 1").Errors);
        Assert.Equal((HeldBack, "Nothing is begun for 8257_stack1: It is paused."), (refused.FullyQualifiedErrorId, refused.Exception.Message));

        Assert.Single(_lab.Run("Start-DatasetProcessing -Id 1 -Force").Of<DatasetProcessing>());
        Assert.False(_lab[1].Paused);
        Assert.All(_lab.Database.Events, one => Assert.Equal("Asked for by a person, with force.", one.Why));
    }

    [Fact]
    public void A_command_that_failed_is_run_again_with_force_and_its_reason_is_closed()
    {
        _lab.Ran(CommandState.Failed);
        _lab.Fail(2, Reason(AttentionKind.CommandFailed), StageKind.Start);
        Assert.Equal([HeldBack], _lab.Run("Start-DatasetProcessing -Id 2").ErrorIds);

        var one = Assert.Single(_lab.Run("Start-DatasetProcessing -Id 2 -Force").Of<DatasetProcessing>());
        Assert.Equal(StageState.Running, one.State);
        Assert.Equal(2, _lab.Database.Processing.Commands.Count);
        Assert.Equal((false, ProcessingStatus.NotStarted), (_lab[2].Paused, _lab[2].ProcessingStatus));
        Assert.Empty(_lab.Database.OpenAttention);
        Assert.Null(one.HeldBy);
    }

    [Fact]
    public void Stitching_that_failed_is_queued_again_with_force()
    {
        _lab.Write($"{ProcessingLab.Stitch}/error/{ProcessingLab.QueueName}");
        _lab.Fail(1, Reason(AttentionKind.StitchingFailed), StageKind.Stitching);
        _lab.Backend.Files.Now = _lab.Now;
        Assert.Equal(StageState.Running, Assert.Single(_lab.Run("Start-DatasetProcessing -Id 1 -Force").Of<DatasetProcessing>()).State);
        Assert.NotNull(_lab.Backend.Files.Find(ProcessingLab.Queued));
        Assert.NotNull(_lab.Backend.Files.Find($"{ProcessingLab.Stitch}/error/{ProcessingLab.QueueName}"));
    }

    [Fact]
    public async Task A_stage_that_is_stuck_half_way_and_is_begun_by_an_earlier_one_is_begun_with_force()
    {
        _lab.Ran(CommandState.Succeeded);
        _lab.Write($"{ProcessingLab.MesoSpim}/KC34_Mag4x_Tile1_Ch488_Sh0_Rot0.btf");
        _lab.Write($"{ProcessingLab.MesoSpim}/ims_files/KC34_Mag4x_Tile0_Ch488_Sh0.ims");
        _lab.Fail(2, new AttentionReason(AttentionKind.ProcessingStuck, "Conversion", "It may be stuck."), StageKind.Conversion);
        var stands = Assert.Single(_lab.Run("Get-DatasetProcessing -Id 2").Of<DatasetProcessing>());
        Assert.Equal((StageKind.Conversion, StageState.Running), (stands.Stage, stands.State));

        // A moment ago it still went on.
        _lab.Database.Processing.Records[2] = _lab.Database.Processing.Records[2] with { LastProgress = _lab.Now };
        Assert.Equal([HeldBack], _lab.Run("Start-DatasetProcessing -Id 2 -Force").ErrorIds);

        var look = _lab.Database.Processing.Records[2] with { LastProgress = _lab.Now.AddDays(-30), Progress = await ProgressAsync() };
        _lab.Database.Processing.Records[2] = look;
        Assert.Single(_lab.Run("Start-DatasetProcessing -Id 2 -Force").Of<DatasetProcessing>());
        Assert.Single(_lab.Cluster.Submitted);
    }

    [Fact]
    public void A_finished_dataset_whose_product_is_gone_is_begun_with_force_and_is_not_finished_then()
    {
        _lab.Change(1, row => row with { ProcessingStatus = ProcessingStatus.Finished, ProcessingStatusText = "finished", ImarisFilePath = "/h20/gone.ims" });
        _lab.Database.Processing.Records[1] = new ProcessingRecord { Id = 1, Since = _lab.Now, LastProgress = _lab.Now, LastFinishedLook = _lab.Now };
        var refused = Assert.Single(_lab.Run("Start-DatasetProcessing -Id 1").Errors);
        Assert.Contains("The dataset is finished, and its files do not show it", refused.Exception.Message, StringComparison.Ordinal);

        Assert.Single(_lab.Run("Start-DatasetProcessing -Id 1 -Force").Of<DatasetProcessing>());
        Assert.Equal(ProcessingStatus.NotStarted, _lab[1].ProcessingStatus);
        Assert.Null(_lab.Database.Processing.Records[1].LastFinishedLook); // the next check looks at it
    }

    [Fact]
    public void Who_changed_it_meanwhile_is_heeded()
    {
        _lab.Change(1, row => row with { Paused = true });
        _lab.Database.BeforeWrite = () => _lab.Change(1, row => row with { Paused = false });
        Assert.Equal([HeldBack], _lab.Run("Start-DatasetProcessing -Id 1 -Force").ErrorIds);
        Assert.Empty(_lab.Backend.Files.Acts);
    }

    [Theory]
    [InlineData("/h20")]
    [InlineData("/CBI_FastStore/Acquire")]
    public void Nothing_is_begun_while_a_store_is_absent(string folder)
    {
        _lab.Backend.Files.Remove(folder);
        Assert.Equal(["StoreAbsent,MicroStatus.Processing.StartDatasetProcessingCommand"], _lab.Run("Start-DatasetProcessing -Id 1 -Force").ErrorIds);
        _lab.AssertUntouched();
    }

    [Fact]
    public void One_that_fails_does_not_stop_the_next()
    {
        _lab.Backend.Files.Remove(ProcessingLab.Rscm);
        var result = _lab.Run("Start-DatasetProcessing -Id 1, 2");
        Assert.Equal(1L, Assert.Single(result.Errors).TargetObject);
        Assert.Equal(2L, Assert.Single(result.Of<DatasetProcessing>()).Id);
    }

    [Fact]
    public void A_cluster_that_cannot_be_asked_is_told_and_the_command_is_known_not_to_have_run()
    {
        _lab.Cluster.Failure = new StatusException("ClusterUnavailable", StatusErrorCategory.Failure, "There is no sbatch.");
        Assert.Equal(["CommandNotRun,MicroStatus.Processing.StartDatasetProcessingCommand"], _lab.Run("Start-DatasetProcessing -Id 2").ErrorIds);
        Assert.Equal(CommandState.NotRun, Assert.Single(_lab.Database.Processing.Commands).State);
        Assert.Equal(IntentState.NotDone, Assert.Single(_lab.Database.Intents.All).State);

        _lab.Cluster.Failure = null;
        Assert.Single(_lab.Run("Start-DatasetProcessing -Id 2").Of<DatasetProcessing>()); // in the same second
        Assert.Equal(2, _lab.Database.Processing.Commands.Select(command => command.RunId).Distinct().Count());
    }

    [Fact]
    public void Who_only_observes_may_not_begin_and_does_not_try_the_next_one()
    {
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        Assert.Equal(["MonitorObserves,MicroStatus.Processing.StartDatasetProcessingCommand"], _lab.Run("Start-DatasetProcessing -Id 1, 2").ErrorIds);
        Assert.Empty(_lab.Database.Applied);
        Assert.Empty(_lab.Backend.Files.Acts);
    }

    [Fact]
    public void Another_node_may_not_begin() => Assert.Equal(
        ["CheckHostOther,MicroStatus.Processing.StartDatasetProcessingCommand"],
        OnAnotherNode().Run("Start-DatasetProcessing -Id 1, 2").ErrorIds);

    [Fact]
    public void A_dataset_that_there_is_not_is_named() =>
        Assert.Equal(["DatasetNotFound,MicroStatus.Processing.StartDatasetProcessingCommand"], _lab.Run("Start-DatasetProcessing nosuch").ErrorIds);

    private static AttentionReason Reason(string kind) => new(kind, "x", "It has failed.");

    private ProcessingLab OnAnotherNode()
    {
        _lab.Database.State = _lab.Database.State with { CheckHost = "another-node" };
        return _lab;
    }

    // What a check would have remembered of the stage as it stands.
    private async Task<string?> ProgressAsync()
    {
        var settings = _lab.Backend.SettingsFiles.Settings;
        var pipeline = new MicroStatus.Processing.MesoSpim.MesoSpimPipeline(settings, _lab.Backend.Files, _lab.Backend.Imaris, _lab.Backend.Time);
        var look = await pipeline.BeginAsync(TestContext.Current.CancellationToken);
        var subject = new ProcessingSubject { Row = _lab[2], Folder = ProcessingLab.MesoSpim, FolderOnHive = "/h20/Acquire/MesoSPIM/dutta/5CL20/KC34", Record = _lab.Database.Processing.Records[2], Commands = [.. _lab.Database.Processing.Commands] };
        return ProcessingRules.Current(look.Observe(subject, TestContext.Current.CancellationToken).Stages, out _)?.Progress;
    }
}
