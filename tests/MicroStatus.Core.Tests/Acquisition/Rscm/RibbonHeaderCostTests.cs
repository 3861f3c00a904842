namespace MicroStatus.Core.Tests.Acquisition.Rscm;

/// <summary>Heads of ribbons are read once a layer and colour, remembered by names and folder time, and no ribbon is ever looked at by a stat of its path but a broken one
/// (lab.md §1, §3).</summary>
public sealed class RibbonHeaderCostTests
{
    private const int Ribbons = 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly RscmScene _scene = new(layers: 30, ribbons: Ribbons);

    [Fact]
    public void A_new_complete_layer_costs_the_heads_of_its_own_ribbons_and_no_other()
    {
        _scene.ImageLayers(29, 20, Ribbons, "405", "488");
        Assert.Equal(10 * 2 * Ribbons, Heads());

        _scene.ImageLayers(19, 19, Ribbons, "405");
        Assert.Equal(0, Heads()); // not complete without its other colour
        _scene.ImageLayers(19, 19, Ribbons, "488");
        Assert.Equal(2 * Ribbons, Heads());
        Assert.All(HeadsOf(), path => Assert.Contains("_layer019/", path, StringComparison.Ordinal));
        Assert.Equal(0, Heads());
        Assert.Equal(0, Heads(full: true));
    }

    [Fact]
    public void A_change_in_one_colour_has_that_colour_judged_again_and_no_other()
    {
        _scene.ImageLayers(29, 20, Ribbons, "405", "488");
        _ = Heads();
        _scene.Files.Write(RscmScene.Images(25, "488") + "/notes.txt", "x");

        Assert.Equal(Ribbons, Heads(full: true));
        Assert.All(HeadsOf(), path => Assert.StartsWith("head " + RscmScene.Images(25, "488"), path, StringComparison.Ordinal));
    }

    [Fact]
    public void No_ribbon_is_looked_at_by_a_stat_but_a_broken_one()
    {
        _scene.ImageLayers(29, 20, Ribbons, "405", "488");
        Assert.Empty(StatsAfter());
        Assert.Empty(StatsAfter(full: true));

        var broken = RscmScene.Ribbon(19, "405", 7);
        _scene.ImageLayers(19, 19, Ribbons, "405", "488");
        _scene.Files.WriteTiff(broken, 48, 16, 1, "truncated: 100 bytes");
        Assert.Empty(StatsAfter());
        Assert.Equal(["find " + broken], StatsAfter());
        Assert.Equal(["find " + broken], StatsAfter(full: true));
        Assert.Empty(HeadsOf());

        _scene.Files.WriteTiff(broken, 48, 16, 1);
        Assert.Equal(1, Heads());
        Assert.Empty(StatsAfter());
    }

    [Fact]
    public void Findings_are_kept_per_file_while_others_of_the_colour_pass()
    {
        _scene.ImageLayers(29, 29, Ribbons, "405");
        _scene.Files.WriteTiff(RscmScene.Ribbon(29, "405", 3), 48, 16, 1, "empty");
        _scene.Files.WriteTiff(RscmScene.Ribbon(29, "405", 4), 48, 16, 1, "truncated: 100 bytes");
        _scene.Wait(Minute);
        Assert.Equal(2, _scene.Look().Findings.Count);

        _scene.Files.WriteTiff(RscmScene.Ribbon(29, "405", 3), 48, 16, 1);
        _scene.Wait(Minute);
        Assert.EndsWith("col004.tif", Assert.Single(_scene.Look().Findings).Subject, StringComparison.Ordinal);
        Assert.Equal(1, _scene.Files.HeaderCalls);
    }

    private int Heads(bool full = false)
    {
        _scene.Wait(Minute);
        _ = _scene.Look(full);
        return _scene.Files.HeaderCalls;
    }

    private List<string> HeadsOf() => [.. _scene.Files.Log.Where(call => call.StartsWith("head ", StringComparison.Ordinal))];

    private List<string> StatsAfter(bool full = false)
    {
        _ = Heads(full);
        return [.. _scene.Files.Log.Where(call => call.StartsWith("find ", StringComparison.Ordinal) && call.EndsWith(".tif", StringComparison.Ordinal))];
    }
}
