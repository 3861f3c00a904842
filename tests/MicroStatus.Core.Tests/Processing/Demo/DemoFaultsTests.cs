using MicroStatus.Acquisition.Demo;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Core.Tests.Processing.Demo;

public class DemoFaultsTests
{
    private static readonly IReadOnlyList<DemoFaultRule> Nothing = [];

    [Fact]
    public void A_fault_counts_for_the_datasets_and_the_stage_that_it_names()
    {
        var rules = DemoFaults.With(Nothing, StageKind.Stitching, DemoFault.Fail, "CE5*");

        Assert.Equal(DemoFault.Fail, DemoFaults.Of(rules, StageKind.Stitching, "CE5_retina_stack1"));
        Assert.Equal(DemoFault.None, DemoFaults.Of(rules, StageKind.Stitching, "CE8_brain_stack3"));
        Assert.Equal(DemoFault.None, DemoFaults.Of(rules, StageKind.Denoising, "CE5_retina_stack1"));
    }

    [Fact]
    public void Of_two_wishes_the_later_one_counts()
    {
        var rules = DemoFaults.With(DemoFaults.With(Nothing, StageKind.Stitching, DemoFault.Stall, "*"), StageKind.Stitching, DemoFault.None, "CE5*");

        Assert.Equal(DemoFault.None, DemoFaults.Of(rules, StageKind.Stitching, "CE5_retina_stack1"));
        Assert.Equal(DemoFault.Stall, DemoFaults.Of(rules, StageKind.Stitching, "CE8_brain_stack3"));
    }

    [Fact]
    public void None_takes_back_a_stage_or_all()
    {
        var rules = DemoFaults.With(DemoFaults.With(Nothing, StageKind.Stitching, DemoFault.Stall, "CE5*"), StageKind.Montage, DemoFault.Slow, "*");

        Assert.Equal(StageKind.Montage, Assert.Single(DemoFaults.With(rules, StageKind.Stitching, DemoFault.None, "*")).Stage);
        Assert.Empty(DemoFaults.With(rules, stage: null, DemoFault.None, "*"));
        Assert.Equal(DemoFault.None, DemoFaults.Of(DemoFaults.With(rules, stage: null, DemoFault.None, "KC34*"), StageKind.Montage, "KC34_thymus"));
    }

    [Theory]
    [InlineData(null, "*", "DemoFaultWithoutStage")]
    [InlineData(StageKind.Stitching, "KC34*", "DemoFaultNowhere")]
    [InlineData(StageKind.Montage, "MU7*", "DemoFaultNowhere")]
    [InlineData(StageKind.Stitching, "W77*", "DemoFaultNowhere")]
    [InlineData(StageKind.Start, "nothing", "DemoFaultNowhere")]
    public void A_fault_that_nothing_can_play_is_refused(StageKind? stage, string name, string error) =>
        Assert.Equal(error, Assert.Throws<StatusException>(() => DemoFaults.With(Nothing, stage, DemoFault.Fail, name)).ErrorId);

    [Fact]
    public void Every_stage_is_one_of_some_dataset() =>
        Assert.Equal(Enum.GetValues<StageKind>(), DemoScenarios.All.SelectMany(DemoFaults.StagesOf).Distinct().Order());

    [Theory]
    [InlineData(DemoFault.None, 0, DemoTurnKind.Going, 0)]
    [InlineData(DemoFault.None, 5, DemoTurnKind.Going, 1 / 3.0)]
    [InlineData(DemoFault.None, 15, DemoTurnKind.Done, 1)]
    [InlineData(DemoFault.None, 600, DemoTurnKind.Done, 1)]
    [InlineData(DemoFault.Slow, 30, DemoTurnKind.Going, 2 / 3.0)]
    [InlineData(DemoFault.Slow, 45, DemoTurnKind.Done, 1)]
    [InlineData(DemoFault.Stall, 3, DemoTurnKind.Going, 0.2)]
    [InlineData(DemoFault.Stall, 600, DemoTurnKind.Going, 0.5)]
    [InlineData(DemoFault.Fail, 14, DemoTurnKind.Going, 14 / 15.0)]
    [InlineData(DemoFault.Fail, 15, DemoTurnKind.Failed, 0.5)]
    [InlineData(DemoFault.None, -5, DemoTurnKind.Going, 0)]
    public void A_stage_takes_a_quarter_of_an_hour_unless_something_goes_wrong(DemoFault fault, double minutes, DemoTurnKind kind, double part)
    {
        var turn = DemoTurn.At(fault, minutes);

        Assert.Equal(kind, turn.Kind);
        Assert.Equal(part, turn.Part, 9);
    }
}
