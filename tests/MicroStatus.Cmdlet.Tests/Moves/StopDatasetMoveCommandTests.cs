using MicroStatus.Cluster;
using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Moves;

namespace MicroStatus.Cmdlet.Tests.Moves;

public sealed class StopDatasetMoveCommandTests : IDisposable
{
    private readonly MoveLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_move_is_stopped_and_held_and_comes_out_when_asked_for()
    {
        UnderWay();
        Assert.Equal(MoveState.Cancelled, Assert.Single(_lab.Run("Get-DatasetMove | Stop-DatasetMove -PassThru -Confirm:$false").Of<DatasetMove>()).State);
        Assert.Equal(["7"], _lab.Cluster.Stopped);
        Assert.False(_lab.Row.Moving);
        Assert.Equal(1L, Assert.Single(_lab.Database.Moves.Holds).Id);
    }

    [Fact]
    public void Without_PassThru_nothing_comes_out()
    {
        UnderWay();
        Assert.Empty(_lab.Run("Stop-DatasetMove 8257_stack1 -Confirm:$false").Output);
        Assert.Equal(MoveState.Cancelled, _lab.Move.State);
    }

    [Fact]
    public void It_asks_and_WhatIf_stops_nothing()
    {
        UnderWay();
        _lab.Runner.Host.Answers.Enqueue("No");
        Assert.Contains("(Running, job 7)", Assert.Single(_lab.Run("Stop-DatasetMove -Id 1").Questions), StringComparison.Ordinal);
        _lab.Run("Stop-DatasetMove -Id 1 -WhatIf");
        Assert.Empty(_lab.Cluster.Stopped);
        Assert.Empty(_lab.Database.Applied);
    }

    [Fact]
    public void What_is_not_moved_or_not_by_us_is_refused_without_a_question()
    {
        Assert.Equal(["MoveNotUnderWay,MicroStatus.Moves.StopDatasetMoveCommand"], _lab.Run("Stop-DatasetMove -Id 1").ErrorIds);
        _lab.Change(row => row with { Moving = true });
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Unknown) with { Origin = MoveOrigin.WebPage });
        Assert.Equal(["MoveOfOthers,MicroStatus.Moves.StopDatasetMoveCommand"], _lab.Run("Stop-DatasetMove -Id 1").ErrorIds);
    }

    private void UnderWay()
    {
        _lab.Change(row => row with { Moving = true });
        _lab.Database.Moves.All.Add(MoveLab.InState(MoveState.Running));
        _lab.Cluster.Jobs.Add(FakeCluster.Job("7", "move_00001", ClusterJobState.Running, "r1"));
    }
}
