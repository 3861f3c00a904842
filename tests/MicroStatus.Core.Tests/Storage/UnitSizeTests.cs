using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Acquisition.MesoSpim;
using MicroStatus.Core.Tests.Acquisition.Rscm;

namespace MicroStatus.Core.Tests.Storage;

public sealed class UnitSizeTests
{
    private const long WholeTile = MesoSpimScene.Width * MesoSpimScene.Height * MesoSpimScene.Planes * 2;

    [Fact]
    public void A_ribbon_is_measured_in_the_layer_before_the_one_being_written_with_four_calls()
    {
        var scene = new RscmScene();
        scene.ImageLayers(2, 2, 4, "488", "561");
        scene.Image(1, "488", 0);
        scene.Files.WriteSize(RscmScene.Ribbon(2, "488", 0), 900);
        scene.Files.WriteSize(RscmScene.Ribbon(2, "488", 1), 1000);
        scene.Files.WriteSize(RscmScene.Ribbon(2, "488", 2), 1100);
        scene.Files.WriteSize(RscmScene.Ribbon(1, "488", 0), 7);
        var memory = scene.Look().Memory;
        scene.Files.ResetCalls();

        Assert.Equal(1000, new RscmInstrument(new StatusSettings(), scene.Files, scene.Files).MeasureUnit(RscmScene.Path, memory));
        Assert.Equal((1, 3, 4), (scene.Files.ListCalls, scene.Files.FindCalls, scene.Files.Calls));
    }

    [Fact]
    public void Before_the_first_ribbon_nothing_is_known_and_nothing_is_asked()
    {
        var scene = new RscmScene();
        var memory = scene.Look().Memory;
        scene.Files.ResetCalls();

        Assert.Null(new RscmInstrument(new StatusSettings(), scene.Files, scene.Files).MeasureUnit(RscmScene.Path, memory));
        Assert.Equal(0, scene.Files.Calls);
    }

    [Fact]
    public void Empty_ribbons_tell_nothing()
    {
        var scene = new RscmScene();
        scene.Files.WriteSize(RscmScene.Ribbon(2, "488", 0), 0);
        var memory = scene.Look().Memory;

        Assert.Null(new RscmInstrument(new StatusSettings(), scene.Files, scene.Files).MeasureUnit(RscmScene.Path, memory));
    }

    [Fact]
    public void A_layer_that_went_away_is_said()
    {
        var scene = new RscmScene();
        scene.Image(2, "488", 0);
        var memory = scene.Look().Memory;
        scene.Files.Delete(RscmScene.Images(2, "488"));

        Assert.Throws<DirectoryNotFoundException>(() => new RscmInstrument(new StatusSettings(), scene.Files, scene.Files).MeasureUnit(RscmScene.Path, memory));
    }

    [Fact]
    public void As_long_as_the_first_tile_grows_its_head_tells_how_large_it_will_be()
    {
        var scene = new MesoSpimScene();
        scene.AddTile(0, "488", 0, 0, stopped: false, planes: 1);
        var memory = scene.Look().Memory;
        scene.Tree.ResetCalls();

        Assert.Equal(WholeTile, Instrument(scene).MeasureUnit(MesoSpimScene.Folder, memory));
        Assert.Equal(1, scene.Tree.Calls);
    }

    [Fact]
    public void A_tile_is_known_without_a_call_from_one_that_is_over()
    {
        var scene = new MesoSpimScene();
        scene.AddTile(0, "488", 0, 0);
        scene.AddTile(1, "488", 0, 100, stopped: false, planes: 1);
        var memory = scene.Look().Memory;
        scene.Tree.ResetCalls();

        Assert.Equal(WholeTile, Instrument(scene).MeasureUnit(MesoSpimScene.Folder, memory));
        Assert.Equal(0, scene.Tree.Calls);
    }

    [Fact]
    public void A_damaged_memory_tells_nothing() =>
        Assert.Null(Instrument(new MesoSpimScene()).MeasureUnit(MesoSpimScene.Folder, [1, 2, 3]));

    private static MesoSpimInstrument Instrument(MesoSpimScene scene) => new(new(), new(), scene.Tree, scene.Tree);
}
