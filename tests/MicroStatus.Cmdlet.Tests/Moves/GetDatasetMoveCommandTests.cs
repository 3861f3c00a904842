using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Cmdlet.Tests.Moves;

public sealed class GetDatasetMoveCommandTests : IDisposable
{
    private readonly MoveLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void The_newest_move_of_each_dataset_is_shown_or_all()
    {
        AddThree();
        Assert.Equal([3L, 2L], Numbers("Get-DatasetMove"));
        Assert.Equal([3L, 2L, 1L], Numbers("Get-DatasetMove -All"));
        Assert.Equal([2L], Numbers("Get-DatasetMove 8257*"));
        Assert.Equal([2L, 1L], Numbers("Get-DatasetMove -Id 1 -All"));
        Assert.Equal([3L], Numbers("Get-DatasetMove -State Moved"));
        Assert.Equal([1L], Numbers("Get-DatasetMove -State Cancelled -All"));
        Assert.Equal([2L, 3L], Numbers("Get-Dataset | Get-DatasetMove"));
        Assert.Equal([2L, 3L], Numbers("'8257_stack1', 'D9_stack1' | Get-DatasetMove"));
    }

    [Fact]
    public void A_dataset_without_moves_is_silence_and_one_that_there_is_not_is_an_error()
    {
        Assert.Empty(_lab.Run("Get-DatasetMove -Id 1").ErrorIds);
        Assert.Equal(["DatasetNotFound,MicroStatus.Moves.GetDatasetMoveCommand"], _lab.Run("Get-DatasetMove -Id 9").ErrorIds);
        Assert.Equal(["DatasetNotFound,MicroStatus.Moves.GetDatasetMoveCommand"], _lab.Run("Get-DatasetMove nosuch").ErrorIds);
    }

    [Fact]
    public void A_move_whose_dataset_has_no_row_any_more_is_shown()
    {
        AddThree();
        _lab.Database.Datasets.Clear();
        Assert.Equal([2L], Numbers("Get-DatasetMove -Id 1"));
    }

    [Fact]
    public void Progress_is_read_from_the_work_folder_of_what_is_under_way()
    {
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Running));
        _lab.Write("work/1/journal", "2026-09-14T12:00:00Z r1 copying\n");
        _lab.Write("work/1/progress.log", """{"stats":{"bytes":250,"totalBytes":1000,"speed":50,"eta":15}}""" + "\n{torn");
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        var progress = Assert.Single(_lab.Run("Get-DatasetMove").Of<DatasetMove>()).Progress!;
        Assert.Equal(("copying", 25.0, 50.0, TimeSpan.FromSeconds(15)), (progress.Step, progress.Percent!.Value, progress.BytesPerSecond!.Value, progress.Eta!.Value));
        Assert.Equal([DatabaseAccess.ReadOnly], _lab.Backend.DatabaseFilesOverride!.Opened);
    }

    [Fact]
    public void Explain_tells_of_each_dataset_on_FastStore_what_holds_it()
    {
        _lab.Change(row => row with { ProcessingStatus = ProcessingStatus.Stitched });
        _lab.Database.Moves.Holds.Add(new MoveHold(1, "Still needed.", "ann", DateTimeOffset.UnixEpoch));
        _lab.Database.Datasets.Add(MoveLab.Finished(3, MoveLab.Other + "x") with { Moved = true });
        var found = _lab.Run("Get-DatasetMove -Explain").Of<MoveExplanation>();
        Assert.Equal([1L, 2L], found.Select(one => one.Id));
        Assert.Equal([MoveRule.Hold, MoveRule.Processing], found[0].Obstacles.Select(obstacle => obstacle.Rule));
        Assert.Null(found[0].NextTry);
        Assert.True(found[1].IsDue);
        Assert.Empty(_lab.Database.Applied);
    }

    [Fact]
    public void Explain_of_a_dataset_that_is_told_tells_also_that_it_moved_or_moves()
    {
        _lab.Change(row => row with { Moved = true, PathOnHive = MoveLab.Destination });
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Running, 2) with { Id = 2 });
        var found = _lab.Run("Get-Dataset | Get-DatasetMove -Explain").Of<MoveExplanation>();
        Assert.Equal([MoveRule.Moved, MoveRule.Moving], found.Select(one => Assert.Single(one.Obstacles).Rule));
        Assert.Equal(MoveState.Running, found[1].LastMove!.State);
    }

    [Fact]
    public void Explain_says_when_time_alone_removes_what_holds_it()
    {
        var next = _lab.Backend.Time.GetUtcNow().AddMinutes(7);
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Failed) with { NextTry = next, LastError = "The disk is full." });
        var found = Assert.Single(_lab.Run("Get-DatasetMove -Explain -State Failed").Of<MoveExplanation>());
        Assert.Equal((MoveRule.Retry, next), (Assert.Single(found.Obstacles).Rule, found.NextTry!.Value));
    }

    [Fact]
    public void Explain_warns_once_that_checks_only_observe()
    {
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        Assert.StartsWith("Status checks only observe", Assert.Single(_lab.Run("Get-Dataset | Get-DatasetMove -Explain").Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void GetDataset_tells_what_the_database_knows_and_reads_it_once()
    {
        _lab.Change(row => row with { Paused = true });
        _lab.Database.Datasets.Add(MoveLab.Finished(3, MoveLab.Other + "x") with { Moved = true });
        _lab.Database.Datasets.Add(MoveLab.Finished(4, MoveLab.Other + "y") with { Moving = true });
        _lab.Database.Datasets.Add(MoveLab.Finished(5, "/elsewhere/y"));
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Failed) with { NextTry = _lab.Backend.Time.GetUtcNow().AddHours(1), LastError = "The disk is full." });
        _lab.Backend.Files.Remove(MoveLab.Source); // folders are not looked at
        var rows = _lab.Run("Get-Dataset").Of<Dataset>();
        Assert.Equal(["It is paused.", "Its move failed: The disk is full. Next try: 2026-09-14 09:00."], rows[0].MoveHeldBy);
        Assert.Equal([], rows[1].MoveHeldBy);
        Assert.Null(rows[2].MoveHeldBy);
        Assert.Null(rows[3].MoveHeldBy);
        Assert.Equal(["Its path is not one of FastStore: /elsewhere/y."], rows[4].MoveHeldBy);
        Assert.Equal((1, 1), (_lab.Database.Moves.Searches, _lab.Database.Moves.HoldReads));
    }

    [Fact]
    public void GetDataset_reads_no_moves_for_what_has_moved()
    {
        _lab.Run("Get-Dataset nosuch*");
        _lab.Change(row => row with { Moved = true });
        _lab.Run("Get-Dataset -Id 1");
        Assert.Equal((0, 0), (_lab.Database.Moves.Searches, _lab.Database.Moves.HoldReads));
    }

    private IEnumerable<long> Numbers(string script) => _lab.Run(script).Of<DatasetMove>().Select(move => move.MoveId);

    private void AddThree()
    {
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Cancelled));
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Failed, 2));
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Moved, 3) with { Id = 2, Name = "D9_stack1" });
    }
}
