using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

/// <summary>OME-Zarr datasets: one group, its metadata beside it (lab.md §4).</summary>
public class MesoSpimZarrTests
{
    private const string Group = "KC34_Mag4x_Ch488.ome.zarr";

    private readonly MesoSpimScene _scene = new();

    private FakeFileTree Tree => _scene.Tree;

    private static string GroupPath => $"{MesoSpimScene.Folder}/{Group}";

    [Fact]
    public void A_group_whose_tiles_all_stopped_is_complete()
    {
        Add(0, stopped: true);
        Add(1, stopped: true);
        Tree.Write($"{MesoSpimScene.Folder}/{Group}.xml", "<hint/>");
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Equal((2, 2), (seen.UnitsFinished, seen.UnitsTotal));
        Assert.Contains("\"format\":\"ome-zarr\"", (string?)seen.Fields[DatasetField.ImagingSummary], StringComparison.Ordinal);
        Assert.DoesNotContain(Tree.Log, call => call.Contains("/0", StringComparison.Ordinal) || call.Contains(".xml", StringComparison.Ordinal));
    }

    [Fact]
    public void Chunks_of_the_tile_being_written_are_progress()
    {
        Add(0, stopped: true);
        _scene.Wait(60);
        Add(1, stopped: false);
        var first = _scene.Look();
        Assert.Equal("tile 1, channel 488", first.Where);

        _scene.Wait(700);
        Tree.WriteSize($"{GroupPath}/{Tile(1)}/0/c/0/0/1", 5);
        var second = _scene.Look();
        Assert.True(second.GrowingBytes > first.GrowingBytes);
        Assert.Equal(Tree.Now, second.NewestChange);
        Assert.True(second.Changed);

        _scene.Wait(700);
        Tree.WriteSize($"{GroupPath}/{Tile(1)}/0/c/1/0/0", 5);
        Assert.True(_scene.Look().GrowingBytes > second.GrowingBytes);
    }

    [Theory]
    [InlineData("0/0.0.0", "0/1.0.0")]
    [InlineData("0/0/0/0", "0/1/0/0")]
    [InlineData("0/c/9/0/0", "0/c/10/0/0")]
    [InlineData("0/c/0/0/0", "0/c/0/1/0")]
    public void Growth_is_seen_in_every_layout_of_chunks(string before, string after)
    {
        Tree.Write($"{MesoSpimScene.Folder}/{Group}_{Tile(0)}_meta.txt", MesoSpimScene.Metadata(stopped: false));
        Tree.WriteSize($"{GroupPath}/{Tile(0)}/{before}", 1);
        Tree.WriteSize($"{GroupPath}/{Tile(0)}/1/c/0/0/0", 1);
        var first = _scene.Look().GrowingBytes;
        _scene.Wait(60);
        Tree.WriteSize($"{GroupPath}/{Tile(0)}/{after}", 1);
        Assert.True(_scene.Look().GrowingBytes > first);
    }

    [Fact]
    public void A_stopped_tile_that_is_not_in_the_group_is_a_finding()
    {
        Add(0, stopped: true);
        Tree.Delete($"{GroupPath}/{Tile(0)}");
        var reason = Assert.Single(_scene.LookLater().Findings);
        Assert.Equal((AttentionKind.AbortedTile, $"{Group}/{Tile(0)}"), (reason.Kind, reason.Subject));
    }

    [Fact]
    public void A_tile_in_the_group_without_metadata_is_a_finding()
    {
        Tree.AddFolder($"{GroupPath}/{Tile(0)}");
        var reason = Assert.Single(_scene.LookLater().Findings);
        Assert.Equal((AttentionKind.Metadata, $"{Group}_{Tile(0)}_meta.txt"), (reason.Kind, reason.Subject));
    }

    [Fact]
    public void A_group_that_is_named_like_a_tile_does_not_confuse()
    {
        const string Odd = "KC34_Tile5_Ch405_Sh0_Rot0.ome.zarr";
        Tree.AddFolder($"{MesoSpimScene.Folder}/{Odd}/{Tile(0)}");
        Tree.Write($"{MesoSpimScene.Folder}/{Odd}_{Tile(0)}_meta.txt", MesoSpimScene.Metadata());
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Contains("\"channels\":[\"488\"]", (string?)seen.Fields[DatasetField.ImagingSummary], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tile_beside_its_metadata_needs_no_group()
    {
        Tree.AddFolder($"{MesoSpimScene.Folder}/{Tile(0)}");
        Tree.Write($"{MesoSpimScene.Folder}/{Tile(0)}_meta.txt", MesoSpimScene.Metadata());
        Assert.True(_scene.LookLater().Complete);
        var again = _scene.LookLater();
        Assert.True(again.Complete);
        Assert.False(again.Changed);
    }

    [Fact]
    public void Names_in_a_table_that_are_the_groups_give_no_total()
    {
        Add(0, stopped: true);
        _scene.AddTable(Group, Group);
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Equal(1, seen.UnitsTotal);
    }

    [Fact]
    public void A_new_tile_in_a_known_group_is_found()
    {
        Add(0, stopped: true);
        Assert.True(_scene.LookLater().Complete);
        Tree.AddFolder($"{GroupPath}/{Tile(1)}");
        var seen = _scene.Look();
        Assert.True(seen.Changed);
        Assert.False(seen.Complete);
    }

    [Fact]
    public void An_unchanged_dataset_costs_a_handful_of_calls()
    {
        for (var tile = 0; tile < 40; tile++)
        {
            Add(tile, stopped: tile < 39);
        }

        _scene.LookLater();
        var again = _scene.LookLater();
        Assert.False(again.Changed);
        Assert.InRange(Tree.Calls, 1, 12);
    }

    [Fact]
    public void A_group_that_vanishes_during_the_look_is_not_there()
    {
        Add(0, stopped: false);
        Tree.BeforeCall = path =>
        {
            if (path.EndsWith("/0", StringComparison.Ordinal))
            {
                Tree.BeforeCall = null;
                Tree.Delete(GroupPath);
            }
        };
        Assert.Equal(0, _scene.Look().UnitsFinished);
        Assert.Equal(0, _scene.Look().GrowingBytes);
    }

    private static string Tile(int tile) => $"Mag4_Tile{tile}_Ch488_Flt515LP_Sh0_Rot0.ome.zarr";

    private void Add(int tile, bool stopped)
    {
        Tree.WriteSize($"{GroupPath}/{Tile(tile)}/0/c/0/0/0", 5);
        Tree.Write($"{MesoSpimScene.Folder}/{Group}_{Tile(tile)}_meta.txt", MesoSpimScene.Metadata(y: 100 * tile, stopped: stopped));
        Tree.WriteSize($"{MesoSpimScene.Folder}/MAX_{Group}_{Tile(tile)}.tif", 5);
    }
}
