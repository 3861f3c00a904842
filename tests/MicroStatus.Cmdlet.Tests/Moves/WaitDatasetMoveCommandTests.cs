using System.Management.Automation;
using MicroStatus.Cluster;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Database;
using MicroStatus.Moves;

namespace MicroStatus.Cmdlet.Tests.Moves;

public sealed class WaitDatasetMoveCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MoveLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void What_has_ended_is_recorded_at_once_and_comes_out()
    {
        UnderWay();
        _lab.PlayMove();
        var result = _lab.Run("Wait-DatasetMove");
        Assert.Equal(MoveState.Moved, Assert.Single(result.Of<DatasetMove>()).State);
        Assert.Equal((true, false, MoveLab.Destination), (_lab.Row.Moved, _lab.Row.Moving, _lab.Row.PathOnHive));
        Assert.Empty(result.ErrorIds);
    }

    [Fact]
    public async Task It_waits_with_progress_until_the_move_has_ended()
    {
        UnderWay();
        _lab.Write("work/1/journal", "2026-09-14T12:00:00Z r1 copying\n");
        _lab.Write("work/1/progress.log", """{"stats":{"bytes":250,"totalBytes":1000,"speed":50,"eta":15}}""" + "\n");
        using var shell = _lab.Runner.Start("Wait-DatasetMove -Id 1");
        var running = shell.InvokeAsync();
        await ShownAsync(shell);
        _lab.PlayMove();
        await AdvanceAsync(running, TimeSpan.FromSeconds(5));
        Assert.Equal(MoveState.Moved, ((DatasetMove)Assert.Single(await running).BaseObject).State);
        var progress = shell.Streams.Progress;
        Assert.Equal((25, 15, "8257_stack1: copying 25 %, 50 bytes/s"), (progress[0].PercentComplete, progress[0].SecondsRemaining, progress[0].CurrentOperation));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Theory]
    [InlineData(MoveState.Failed, "MoveFailed")]
    [InlineData(MoveState.GaveUp, "MoveFailed")]
    [InlineData(MoveState.Cancelled, "MoveStopped")]
    public void What_did_not_move_comes_out_with_an_error(MoveState state, string error)
    {
        _lab.Database.Moves.All.Add(MoveLab.InState(state) with { LastError = "The disk is full." });
        var result = _lab.Run("Wait-DatasetMove -Id 1, 2");
        Assert.Equal(state, Assert.Single(result.Of<DatasetMove>()).State);
        Assert.Equal([error + ",MicroStatus.Moves.WaitDatasetMoveCommand", "MoveNotFound,MicroStatus.Moves.WaitDatasetMoveCommand"], result.ErrorIds);
        Assert.Equal([1L, 2L], result.Errors.Select(record => record.TargetObject));
    }

    [Fact]
    public async Task After_the_longest_wait_an_error_tells_of_each_move()
    {
        UnderWay();
        using var shell = _lab.Runner.Start("Wait-DatasetMove -Timeout 00:00:07");
        var running = shell.InvokeAsync();
        await AdvanceAsync(running, TimeSpan.FromSeconds(1));
        Assert.Empty(await running);
        Assert.Equal("MoveWaitTimedOut,MicroStatus.Moves.WaitDatasetMoveCommand", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId);
        Assert.True(_lab.Row.Moving);
    }

    [Fact]
    public void No_wait_at_all_still_looks_once()
    {
        UnderWay();
        _lab.PlayMove();
        Assert.Single(_lab.Run("Wait-DatasetMove -Timeout 0").Of<DatasetMove>());
    }

    [Fact]
    public async Task Who_may_not_act_reads_what_others_record()
    {
        UnderWay();
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        using var shell = _lab.Runner.Start("Wait-DatasetMove");
        var running = shell.InvokeAsync();
        await ShownAsync(shell);
        Assert.Empty(_lab.Database.Applied);
        _lab.Database.Moves.All[0] = MoveLab.InState(MoveState.Moved);
        _lab.Change(row => row with { Moving = false, Moved = true });
        await AdvanceAsync(running, TimeSpan.FromSeconds(5));
        Assert.Single(await running);
        Assert.Single(shell.Streams.Warning);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public void A_cluster_that_does_not_answer_is_told_of_and_markers_decide()
    {
        UnderWay();
        _lab.PlayMove();
        _lab.Cluster.Failure = new StatusException("ClusterCommandFailed", StatusErrorCategory.Failure, "squeue: error.");
        var result = _lab.Run("Wait-DatasetMove");
        Assert.Equal(MoveState.Moved, Assert.Single(result.Of<DatasetMove>()).State);
        Assert.Equal(["squeue: error."], result.Warnings);
    }

    [Fact]
    public void With_nothing_under_way_it_comes_back() => Assert.Empty(_lab.Run("Wait-DatasetMove").Output);

    private void UnderWay()
    {
        _lab.Change(row => row with { Moving = true });
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Running));
        _lab.Cluster.Jobs.Add(FakeCluster.Job("7", "move_00001", ClusterJobState.Running, "r1"));
    }

    private static async Task ShownAsync(PowerShell shell)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (shell.Streams.Progress.Count == 0)
        {
            Assert.True(DateTime.UtcNow < deadline, "Nothing was shown.");
            await Task.Yield();
        }
    }

    // The lab's clock goes on only here.
    private async Task AdvanceAsync(Task running, TimeSpan step)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!running.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < deadline, "It did not come to its end.");
            _lab.Backend.Time.Advance(step);
            await Task.Yield();
        }
    }
}
