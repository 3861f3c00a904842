using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Cmdlet.Tests.Moves;

public sealed class ResumeDatasetCommandTests : IDisposable
{
    private readonly MoveLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Hold_and_pause_end_and_the_history_says_why()
    {
        Held();
        _lab.Change(row => row with { Paused = true });
        var row = Assert.Single(_lab.Run("Resume-Dataset 8257* -Reason 'It may go.' -PassThru").Of<Dataset>());
        Assert.False(row.Paused);
        Assert.Equal([], row.MoveHeldBy);
        Assert.Empty(_lab.Database.Moves.Holds);
        Assert.Equal(
            [("paused", "1", "0", "Resumed by a person. It may go."), (null, "held", "released", "Resumed by a person. It may go. It was held by ann: Its move was stopped.")],
            _lab.Database.Events.Select(one => (one.Field, one.From, one.To, one.Why)));
    }

    [Fact]
    public void A_hold_alone_ends_without_a_change_of_columns()
    {
        Held();
        Assert.Empty(_lab.Run("Resume-Dataset -Id 1").Output);
        Assert.Empty(_lab.Database.Moves.Holds);
        Assert.Empty(Assert.Single(_lab.Database.Applied).Fields);
    }

    [Fact]
    public void Nothing_to_resume_is_said_and_nothing_is_written()
    {
        Assert.StartsWith("#1 8257_stack1: there is nothing to resume", Assert.Single(_lab.Run("Resume-Dataset -Id 1").Warnings), StringComparison.Ordinal);
        Assert.Empty(_lab.Database.Applied);
    }

    [Fact]
    public void WhatIf_tells_what_would_end()
    {
        Held();
        _lab.Run("Resume-Dataset -Id 1 -WhatIf");
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("End the hold on its move (ann: Its move was stopped.)", StringComparison.Ordinal));
        Assert.Empty(_lab.Database.Applied);
        Assert.Single(_lab.Database.Moves.Holds);
    }

    [Fact]
    public void Who_was_quicker_with_paused_keeps_it()
    {
        _lab.Change(row => row with { Paused = true });
        _lab.Database.BeforeWrite = () => _lab.Change(row => row with { Paused = false });
        Assert.Equal(["DatasetChangedMeanwhile,MicroStatus.Moves.ResumeDatasetCommand"], _lab.Run("Resume-Dataset -Id 1").ErrorIds);
    }

    [Fact]
    public void It_is_a_persons_edit_in_Observe_mode_too()
    {
        Held();
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        Assert.Empty(_lab.Run("Resume-Dataset -Id 1").ErrorIds);
        Assert.Empty(_lab.Database.Moves.Holds);
    }

    private void Held() => _lab.Database.Moves.Holds.Add(new MoveHold(1, "Its move was stopped.", "ann", DateTimeOffset.UnixEpoch));
}
