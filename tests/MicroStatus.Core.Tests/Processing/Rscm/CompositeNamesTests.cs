using MicroStatus.Processing.Rscm;

namespace MicroStatus.Core.Tests.Processing.Rscm;

/// <summary>lab.md §3.4, §3.6: N × C composites, compared as a set.</summary>
public sealed class CompositeNamesTests
{
    public static TheoryData<string, string[], bool> Sets => new()
    {
        { "z and channel", ["composite_z0000_c488.tif", "composite_z0000_c561.tif", "composite_z0001_c488.tif", "composite_z0001_c561.tif"], true },
        { "layer from 1, channel number", ["composite_0001_C1.tif", "composite_0001_C2.tif", "composite_0002_C1.tif", "composite_0002_C2.tif"], true },
        { "channel first", ["composite_C1_01.tif", "composite_C1_02.tif", "composite_C2_01.tif", "composite_C2_02.tif"], true },
        { "a running number", ["composite0.tif", "composite1.tif", "composite2.tif", "composite3.tif"], true },
        { "a constant number beside", ["composite_v0.1_z1_c1.tif", "composite_v0.1_z1_c2.tif", "composite_v0.1_z2_c1.tif", "composite_v0.1_z2_c2.tif"], true },
        { "channels in words", ["composite_1_red.tif", "composite_2_red.tif", "composite_1_green.tif", "composite_2_green.tif"], true },
        { "a running number and a time", ["composite_1_1011.tif", "composite_2_1014.tif", "composite_3_1017.tif", "composite_4_1020.tif"], true },
        { "no number", ["compositea.tif", "compositeb.tif", "compositec.tif", "composited.tif"], true },
        { "one missing", ["composite_z0_c1.tif", "composite_z0_c2.tif", "composite_z1_c1.tif"], false },
        { "one missing, another too many", ["composite_z0_c1.tif", "composite_z0_c2.tif", "composite_z1_c1.tif", "composite_z2_c1.tif"], false },
        { "one there twice", ["composite_z0_c1.tif", "composite_z0_c2.tif", "composite_z1_c1.tif", "composite_z01_c1.tif"], false },
        { "one too many", ["composite0.tif", "composite1.tif", "composite2.tif", "composite3.tif", "composite4.tif"], false },
        { "none", [], false },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Exactly_layers_times_channels_are_complete(string rule, string[] names, bool isComplete)
    {
        Assert.True(isComplete == CompositeNames.Compare(names, layers: 2, channels: 2).IsComplete, rule);
    }

    [Fact]
    public void Missing_ones_are_named()
    {
        var names = from z in Enumerable.Range(0, 3) from c in new[] { 405, 488, 561 } where (z, c) is not ((1, 488) or (2, 405)) select $"composite_z{z:0000}_c{c}.tif";

        Assert.Equal("7 of 30 are there, missing 1/488, 2/405", CompositeNames.Compare(names.ToList(), layers: 10, channels: 3).Difference);
    }

    [Fact]
    public void With_one_channel_or_one_layer_a_single_number_tells_them_apart()
    {
        Assert.True(CompositeNames.Compare(["composite_z1_c488.tif", "composite_z2_c488.tif"], layers: 2, channels: 1).IsComplete);
        Assert.True(CompositeNames.Compare(["composite_z1_c488.tif", "composite_z1_c561.tif"], layers: 1, channels: 2).IsComplete);
        Assert.True(CompositeNames.Compare(["composite_z1_c488.tif"], layers: 1, channels: 1).IsComplete);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(2, null)]
    [InlineData(0, 2)]
    public void Without_the_expected_number_nothing_is_complete(int? layers, int? channels)
    {
        var count = CompositeNames.Compare(["composite1.tif"], layers, channels);
        Assert.Equal((false, (long?)null), (count.IsComplete, count.Expected));
    }
}
