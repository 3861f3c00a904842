using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class GetDatasetProcessingCommandTests : IDisposable
{
    private readonly ProcessingLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void What_waits_is_shown_with_what_the_next_check_begins()
    {
        var all = _lab.Run("Get-DatasetProcessing").Of<DatasetProcessing>();
        Assert.Equal(
            [(1L, StageKind.Stitching, StageState.Waiting), (2L, StageKind.Start, StageState.Waiting)],
            all.Select(one => (one.Id, one.Stage!.Value, one.State!.Value)));
        Assert.Equal(["Its file goes into the stitching queue."], all[0].Next);
        Assert.All(all, one => Assert.Null(one.HeldBy));
        Assert.All(all, one => Assert.Null(one.Since));
        _lab.AssertUntouched();
    }

    [Fact]
    public void The_files_are_ahead_of_the_row()
    {
        _lab.Write($"{ProcessingLab.Composites}/composite_z0000_c488.tif");
        _lab.Write($"{ProcessingLab.Composites}/composite_z0001_c488.tif");
        var one = Assert.Single(_lab.Run("Get-DatasetProcessing 8257_STACK1").Of<DatasetProcessing>());
        Assert.Equal((StageKind.Denoising, ProcessingStatus.Stitched), (one.Stage, one.Status));
        Assert.Equal(ProcessingStatus.NotStarted, _lab[1].ProcessingStatus);
    }

    [Theory]
    [InlineData("Get-DatasetProcessing -Id 2", 2)]
    [InlineData("Get-DatasetProcessing 82*", 1)]
    [InlineData("2 | Get-DatasetProcessing", 2)]
    [InlineData("'KC34' | Get-DatasetProcessing", 2)]
    [InlineData("Get-Dataset -Id 1 | Get-DatasetProcessing", 1)]
    [InlineData("Get-DatasetProcessing -Stage Start, Montage", 2)]
    public void Datasets_are_told_by_id_name_or_stage(string script, long id) =>
        Assert.Equal([id], _lab.Run(script).Of<DatasetProcessing>().Select(one => one.Id));

    [Fact]
    public void Without_names_only_what_is_to_be_processed_is_shown()
    {
        _lab.Change(1, row => row with { ProcessingStatus = ProcessingStatus.Finished });
        _lab.Change(2, row => row with { ImagingStatus = ImagingStatus.InProgress });
        Assert.Empty(_lab.Run("Get-DatasetProcessing").Output);
        Assert.Equal("Imaging is not finished.", Assert.Single(_lab.Run("Get-DatasetProcessing -Id 2").Of<DatasetProcessing>()).HeldBy);
    }

    [Fact]
    public void The_end_is_estimated_by_earlier_datasets_from_when_its_status_was_reached()
    {
        foreach (var (from, to, ago) in new[] { ("not_started", "started", 40.0), ("started", "stitched", 38), ("stitched", "denoised", 35), ("denoised", "finished", 34) })
        {
            _lab.Happened(9, from, to, ago);
        }

        _lab.Database.Datasets.Add(ProcessingLab.Row(9, "/CBI_FastStore/Acquire/RSCM/x/y_stack1", "rscm", "x", "00CL00") with { Moved = true });
        _lab.Write($"{ProcessingLab.Stitch}/processing/{ProcessingLab.QueueName}");
        _lab.Happened(1, "not_started", "started", 0.5);
        // It had waited in the queue for long: that is not the time of stitching.
        _lab.Database.Processing.Records[1] = new ProcessingRecord { Id = 1, Stage = StageKind.Stitching, Since = _lab.Now.AddHours(-30), LastProgress = _lab.Now };

        var one = Assert.Single(_lab.Run("Get-DatasetProcessing -Id 1").Of<DatasetProcessing>());
        Assert.Equal((StageState.Running, _lab.Now.AddHours(-30)), (one.State, one.Since));
        Assert.Equal(_lab.Now.AddHours(1.5 + 3 + 1), one.EstimatedEnd);

        _lab.Change(1, row => row with { Paused = true });
        Assert.Null(Assert.Single(_lab.Run("Get-DatasetProcessing -Id 1").Of<DatasetProcessing>()).EstimatedEnd);
    }

    [Fact]
    public void The_last_command_of_the_stage_comes_with_it()
    {
        _lab.Ran(CommandState.Failed);
        var one = Assert.Single(_lab.Run("Get-DatasetProcessing -Id 2").Of<DatasetProcessing>());
        Assert.Equal((StageState.Failed, ProcessingStatus.NeedsAttention, 3), (one.State, one.Status, one.Command?.ExitCode));
    }

    [Fact]
    public void A_dataset_whose_folder_vanished_does_not_hide_the_next_one()
    {
        _lab.Backend.Files.Remove(ProcessingLab.Rscm);
        var result = _lab.Run("Get-DatasetProcessing");
        Assert.Equal([2L], result.Of<DatasetProcessing>().Select(one => one.Id));
        Assert.Equal(1L, Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public void Of_rows_with_one_folder_the_oldest_is_processed()
    {
        _lab.Database.Datasets.Add(_lab[1] with { Id = 3 });
        Assert.Equal([1L, 2L], _lab.Run("Get-DatasetProcessing").Of<DatasetProcessing>().Select(one => one.Id));
    }

    [Fact]
    public void A_store_that_is_absent_is_warned_of()
    {
        _lab.Backend.Files.Remove("/h20");
        Assert.StartsWith("Hive is absent", Assert.Single(_lab.Run("Get-DatasetProcessing").Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_named() => Assert.Equal(
        ["DatasetNotFound,MicroStatus.Processing.GetDatasetProcessingCommand", "DatasetNotFound,MicroStatus.Processing.GetDatasetProcessingCommand"],
        [.. _lab.Run("Get-DatasetProcessing nosuch").ErrorIds, .. _lab.Run("Get-DatasetProcessing -Id 77").ErrorIds]);

    [Fact]
    public void Stages_and_names_are_offered()
    {
        Assert.Equal(["Denoising", "Deconvolution"], _lab.Complete("Get-DatasetProcessing -Stage De").OrderDescending());
        Assert.Equal(["KC34"], _lab.Complete("Get-DatasetProcessing K"));
    }
}
