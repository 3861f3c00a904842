using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Storage;

namespace MicroStatus.Cmdlet.Tests.Moves;

public sealed class StartDatasetMoveCommandTests : IDisposable
{
    private readonly MoveLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_dataset_is_submitted_and_its_move_comes_out()
    {
        var result = _lab.Run("Start-DatasetMove 8257* -Reason ' No room. ' -Confirm:$false");
        var move = Assert.Single(result.Of<DatasetMove>());
        Assert.Equal((1L, MoveState.Queued, MoveOrigin.Person, MoveLab.Source, MoveLab.Destination), (move.Id, move.State, move.Origin, move.Source, move.Destination));
        Assert.Equal("move_00001", Assert.Single(_lab.Cluster.Submitted).Name);
        Assert.True(_lab.Row.Moving);
        Assert.Equal("Asked for by a person. No room.", Assert.Single(_lab.Database.Events).Why);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void WhatIf_tells_source_destination_size_and_room_and_writes_nothing()
    {
        Assert.Empty(_lab.Run("Get-Dataset | Start-DatasetMove -WhatIf").Output);
        Assert.Contains(
            _lab.Runner.Host.Lines,
            line => line.Contains($"\"Move the dataset to Hive\" on target \"#1 8257_stack1: {MoveLab.Source} -> {MoveLab.Destination}; 500 bytes in 2 files; 500 bytes free on Hive\"", StringComparison.Ordinal));
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("9 bytes in 1 file; ", StringComparison.Ordinal));
        Assert.Empty(_lab.Cluster.Submitted);
        Assert.Empty(_lab.Database.Applied);
        Assert.Empty(_lab.Backend.Files.Acts);
        Assert.DoesNotContain(DatabaseAccess.ReadWrite, _lab.Backend.DatabaseFilesOverride!.Opened);
    }

    [Fact]
    public void Each_dataset_is_asked_for_by_itself()
    {
        _lab.Runner.Host.Answers.Enqueue("No");
        _lab.Runner.Host.Answers.Enqueue("Yes");
        var result = _lab.Run("Start-DatasetMove -Id 1, 2");
        Assert.Equal(2, result.Questions.Count);
        Assert.Equal(2L, Assert.Single(result.Of<DatasetMove>()).Id);
    }

    [Fact]
    public void Without_room_it_is_refused_with_figures_and_the_next_one_is_handled()
    {
        _lab.Backend.Volumes.Spaces["/h20/Acquire"] = new VolumeSpace(1000, 400, 499);
        var result = _lab.Run("Start-DatasetMove -Id 1, 2 -Force -Confirm:$false");
        var error = Assert.Single(result.Errors);
        Assert.Equal("MoveNoRoom,MicroStatus.Moves.StartDatasetMoveCommand", error.FullyQualifiedErrorId);
        Assert.Equal("#1 8257_stack1 does not fit on Hive: 500 bytes in 2 files; 499 bytes free on Hive (/h20/Acquire).", error.Exception.Message);
        Assert.Equal(1L, error.TargetObject);
        Assert.Equal(2L, Assert.Single(result.Of<DatasetMove>()).Id);
    }

    [Fact]
    public void What_an_earlier_run_has_copied_needs_no_room_again()
    {
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Failed));
        _lab.Backend.Files.AddFile("/h20/Acquire/RSCM/klimstra-w/5CL18/.8257_stack1.00001-20260914T110000Z.moving/a.tif", new byte[300]);
        _lab.Backend.Volumes.Spaces["/h20/Acquire"] = new VolumeSpace(1000, 400, 200);
        _lab.Run("Start-DatasetMove -Id 1 -WhatIf");
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("500 bytes in 2 files, 300 bytes copied already; 200 bytes free on Hive", StringComparison.Ordinal));
    }

    [Fact]
    public void What_rules_hold_back_is_refused_with_all_reasons_unless_forced()
    {
        _lab.Change(row => row with { Paused = true, ProcessingStatus = ProcessingStatus.Stitched });
        var error = Assert.Single(_lab.Run("Start-DatasetMove -Id 1 -Confirm:$false").Errors);
        Assert.Equal("MoveHeldBack,MicroStatus.Moves.StartDatasetMoveCommand", error.FullyQualifiedErrorId);
        Assert.Equal("8257_stack1 is not moved: It is paused. Its processing has not finished (stitched).", error.Exception.Message);
        Assert.Empty(_lab.Runner.Host.Questions);

        Assert.Single(_lab.Run("Start-DatasetMove -Id 1 -Force -Confirm:$false").Of<DatasetMove>());
        Assert.Equal("Asked for by a person, with force.", Assert.Single(_lab.Database.Events).Why);
    }

    [Fact]
    public void Force_does_not_move_what_is_imaged()
    {
        _lab.Change(row => row with { ImagingStatus = ImagingStatus.InProgress });
        Assert.Equal(["MoveHeldBack,MicroStatus.Moves.StartDatasetMoveCommand"], _lab.Run("Start-DatasetMove -Id 1 -Force -Confirm:$false").ErrorIds);
    }

    [Fact]
    public void A_submission_that_is_not_sure_comes_out_with_a_warning()
    {
        _lab.Cluster.Failure = new StatusException("ClusterCommandTimedOut", StatusErrorCategory.Failure, "sbatch did not answer.");
        var result = _lab.Run("Start-DatasetMove -Id 1 -Confirm:$false");
        Assert.Equal(MoveState.Submitting, Assert.Single(result.Of<DatasetMove>()).State);
        Assert.StartsWith("#1 8257_stack1: whether its job was submitted is not sure: sbatch did not answer.", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(result.ErrorIds);
    }

    [Fact]
    public void A_refused_submission_is_an_error_and_the_failed_move_comes_out()
    {
        _lab.Cluster.Failure = new StatusException("ClusterRefused", StatusErrorCategory.Failure, "There is no partition compute.");
        var result = _lab.Run("Start-DatasetMove -Id 1 -Confirm:$false");
        Assert.Equal(MoveState.Failed, Assert.Single(result.Of<DatasetMove>()).State);
        Assert.Equal(["ClusterRefused,MicroStatus.Moves.StartDatasetMoveCommand"], result.ErrorIds);
        Assert.False(_lab.Row.Moving);
    }

    [Fact]
    public void Who_only_observes_may_not_begin_and_does_not_try_the_next_one()
    {
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        Assert.Equal(["MonitorObserves,MicroStatus.Moves.StartDatasetMoveCommand"], _lab.Run("Start-DatasetMove -Id 1, 2 -Confirm:$false").ErrorIds);
        Assert.Empty(_lab.Database.Applied);
    }

    [Fact]
    public void A_dataset_that_there_is_not_is_named() =>
        Assert.Equal(["DatasetNotFound,MicroStatus.Moves.StartDatasetMoveCommand"], _lab.Run("Start-DatasetMove nosuch -Confirm:$false").ErrorIds);
}
