using MicroStatus.Core.Tests.Fakes;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

/// <summary>The head of a tile is read when its imaging has stopped, once, and again when its file has changed (lab.md §1, §4).</summary>
public sealed class TileHeaderCostTests
{
    private readonly MesoSpimScene _scene = new();

    private FakeFileTree Tree => _scene.Tree;

    [Fact]
    public void A_new_complete_tile_costs_its_own_head_and_no_other()
    {
        _scene.AddGrid("488", rows: 2, columns: 2);
        _ = _scene.LookLater();
        Assert.Equal(4, Tree.HeaderCalls);

        _scene.AddTile(4, "488", 2001, 0, stopped: false, planes: 1);
        _ = _scene.LookLater();
        Assert.Equal(0, Tree.HeaderCalls);

        _scene.AddTile(4, "488", 2001, 0);
        _ = _scene.LookLater();
        Assert.Equal(["head " + MesoSpimScene.Path(4, "488")], Tree.Log.Where(call => call.StartsWith("head ", StringComparison.Ordinal)));
        _ = _scene.LookLater();
        _ = _scene.LookLater(full: true);
        Assert.Equal(0, Tree.HeaderCalls);
    }

    [Fact]
    public void The_folder_of_the_montage_costs_a_finished_dataset_one_listing_and_no_stat_of_a_tile()
    {
        _scene.AddGrid("488", rows: 10, columns: 10);
        _ = _scene.LookLater();
        Tree.Write($"{MesoSpimScene.Folder}/stitched_maxips/KC34_color.png", "x");
        var look = _scene.LookLater();

        Assert.Equal((1, 0), (Tree.ListCalls, Tree.HeaderCalls));
        Assert.InRange(Tree.FindCalls, 1, 3);
        Assert.True(look.Complete);
        Assert.False(look.Changed);
    }
}
