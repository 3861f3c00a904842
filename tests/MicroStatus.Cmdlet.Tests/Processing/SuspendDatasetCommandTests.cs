using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Processing;

public sealed class SuspendDatasetCommandTests : IDisposable
{
    private readonly ProcessingLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("Suspend-Dataset 8257* -PassThru -Reason ' Later. '")]
    [InlineData("Get-Dataset -Id 1 | Suspend-Dataset -PassThru -Reason Later.")]
    [InlineData("1 | Suspend-Dataset -PassThru -Reason Later.")]
    public void A_dataset_is_paused_and_the_history_says_why(string script)
    {
        Assert.True(Assert.Single(_lab.Run(script).Of<Dataset>()).Paused);
        var happened = Assert.Single(_lab.Database.Events);
        Assert.Equal(("paused", "0", "1", "Paused by a person. Later."), (happened.Field, happened.From, happened.To, happened.Why));
        Assert.False(_lab[2].Paused);
    }

    [Fact]
    public void Without_PassThru_nothing_comes_out() => Assert.Empty(_lab.Run("Suspend-Dataset -Id 1").Output);

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(_lab.Run("Get-Dataset | Suspend-Dataset -PassThru -WhatIf").Output);
        Assert.Contains(_lab.Runner.Host.Lines, line => line.Contains("\"Set paused: 0 -> 1\" on target \"#1 8257_stack1\"", StringComparison.Ordinal));
        _lab.AssertUntouched();
    }

    [Fact]
    public void What_is_paused_is_said_and_comes_out_all_the_same()
    {
        _lab.Change(1, row => row with { Paused = true });
        var result = _lab.Run("Suspend-Dataset -Id 1 -PassThru");
        Assert.Equal("#1 8257_stack1: it is paused already.", Assert.Single(result.Warnings));
        Assert.Single(result.Of<Dataset>());
        Assert.Empty(_lab.Database.Applied);
    }

    [Fact]
    public void It_is_a_persons_edit_in_Observe_mode_and_while_a_check_runs_too()
    {
        _lab.Database.State = _lab.Database.State with { Mode = CheckMode.Observe };
        using var cancellation = new CancellationTokenSource();
        _lab.Database.AcquireLease(cancellation.Token);
        Assert.Empty(_lab.Run("Suspend-Dataset -Id 1").ErrorIds);
        Assert.True(_lab[1].Paused);
    }

    [Fact]
    public void Who_was_quicker_is_told_and_the_next_one_is_handled()
    {
        _lab.Database.BeforeWrite = () => _lab.Change(1, row => row with { Paused = true });
        var result = _lab.Run("Suspend-Dataset -Id 1, 2");
        Assert.Equal(["DatasetChangedMeanwhile,MicroStatus.Processing.SuspendDatasetCommand"], result.ErrorIds);
        Assert.True(_lab[2].Paused);
    }

    [Fact]
    public void Names_are_offered_and_what_is_not_there_is_named()
    {
        Assert.Equal(["KC34"], _lab.Complete("Suspend-Dataset K"));
        Assert.Equal(["DatasetNotFound,MicroStatus.Processing.SuspendDatasetCommand"], _lab.Run("Suspend-Dataset nosuch").ErrorIds);
    }
}
