using CsCheck;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

/// <summary>A look costs what changed, not what exists (lab.md §1: metadata operations are what costs).</summary>
public class MesoSpimMemoryTests
{
    private readonly MesoSpimScene _scene = new();

    private FakeFileTree Tree => _scene.Tree;

    [Fact]
    public void An_unchanged_finished_dataset_costs_one_call()
    {
        _scene.AddGrid("488", rows: 10, columns: 10);
        var first = _scene.LookLater();
        Assert.True(first.FullListing);
        var again = _scene.LookLater();
        Assert.Equal(1, Tree.Calls);
        Assert.False(again.Changed);
        Assert.False(again.FullListing);
        Assert.True(again.Complete);
        Assert.Same(first.Memory, again.Memory);
        Assert.Equal(first.Fields, again.Fields);
        Assert.Equal(first.NewestChange, again.NewestChange);
    }

    [Fact]
    public void An_unchanged_dataset_in_progress_costs_a_handful_of_calls()
    {
        _scene.AddTable(Enumerable.Range(0, 200).Select(tile => MesoSpimScene.Name(tile, "488")));
        _scene.AddGrid("488", rows: 10, columns: 10);
        _scene.AddTile(100, "488", 0, 0, stopped: false, planes: 1);
        var first = _scene.LookLater();
        var again = _scene.LookLater();
        Assert.Equal(4, Tree.Calls);
        Assert.False(again.Changed);
        Assert.Same(first.Memory, again.Memory);
    }

    [Fact]
    public void A_dataset_of_aborted_tiles_costs_a_handful_of_calls()
    {
        for (var tile = 0; tile < 300; tile++)
        {
            _scene.AddTile(tile, "488", 0, tile, planes: 1);
        }

        _scene.LookLater();
        _scene.LookLater();
        Assert.InRange(Tree.Calls, 1, 20);
    }

    [Fact]
    public void A_full_listing_looks_at_everything_and_changes_nothing()
    {
        _scene.AddTable(Enumerable.Range(0, 5).Select(tile => MesoSpimScene.Name(tile, "488")));
        _scene.AddGrid("488", rows: 2, columns: 2);
        _scene.AddTile(4, "488", 0, 0, stopped: false, planes: 1);
        var first = _scene.LookLater();
        var full = _scene.LookLater(full: true);
        Assert.True(full.FullListing);
        Assert.False(full.Changed);
        Assert.Same(first.Memory, full.Memory);
        Assert.Equal(1 + 1 + (5 * 2) + 1, Tree.FindCalls + Tree.ListCalls);
    }

    [Fact]
    public void A_tile_cut_short_after_its_end_is_found_by_a_full_listing()
    {
        _scene.AddGrid("488", rows: 2, columns: 1);
        Assert.True(_scene.LookLater().Complete);
        Tree.WriteSize(MesoSpimScene.Path(1, "488"), 100);
        _scene.Wait(3600);
        var seen = _scene.Look(full: true);
        Assert.False(seen.Complete);
        Assert.Equal(AttentionKind.AbortedTile, Assert.Single(seen.Findings).Kind);
    }

    [Fact]
    public void The_end_of_a_tile_is_seen_though_its_folder_keeps_its_time()
    {
        _scene.AddTile(0, "488", 0, 0, stopped: false, planes: 2);
        Assert.Equal(0, _scene.LookLater().UnitsFinished);

        Tree.WriteTiff(MesoSpimScene.Path(0, "488"), MesoSpimScene.Width, MesoSpimScene.Height, MesoSpimScene.Planes);
        Tree.Write(MesoSpimScene.Path(0, "488") + "_meta.txt", MesoSpimScene.Metadata());
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.True(seen.Changed);
        Assert.Equal(0, Tree.ListCalls);
    }

    [Fact]
    public void Metadata_read_in_the_middle_of_its_end_is_read_again()
    {
        _scene.AddTile(0, "488", 0, 0, stopped: false);
        var file = MesoSpimScene.Path(0, "488") + "_meta.txt";
        var whole = MesoSpimScene.Metadata();
        Tree.Write(file, whole[..whole.IndexOf("[Stopped stack]", StringComparison.Ordinal)]);
        Assert.True(_scene.Look().Complete);

        _scene.Wait(1);
        Tree.Write(file, whole);
        Assert.True(_scene.Look().Changed);
    }

    [Fact]
    public void Growth_is_a_change()
    {
        _scene.AddTile(0, "488", 0, 0, stopped: false, planes: 1);
        var first = _scene.LookLater();
        Tree.WriteTiff(MesoSpimScene.Path(0, "488"), MesoSpimScene.Width, MesoSpimScene.Height, 2);
        var second = _scene.LookLater();
        Assert.True(second.Changed);
        Assert.True(second.GrowingBytes > first.GrowingBytes);
    }

    [Fact]
    public void The_growing_tile_is_seen_among_many_of_the_same_time()
    {
        _scene.AddGrid("488", rows: 10, columns: 2);
        _scene.AddTile(20, "488", 0, 0, stopped: false, planes: 1);
        _scene.Wait(5);
        _scene.Look();
        Tree.WriteTiff(MesoSpimScene.Path(20, "488"), MesoSpimScene.Width, MesoSpimScene.Height, 2);
        Assert.True(_scene.Look().Changed);
        Assert.Equal(0, Tree.ListCalls);
    }

    [Fact]
    public void A_listing_taken_right_after_a_change_is_not_trusted()
    {
        var settings = new DiscoverySettings();
        _scene.AddTile(0, "488", 0, 0);
        _scene.Look();

        // A second tile within the same tick of the file system's clock.
        _scene.AddTile(1, "488", 0, 800);
        Tree.SetModified(MesoSpimScene.Folder, Tree.Now);
        Assert.Equal(2, _scene.Look().UnitsFinished);

        Tree.Now += settings.FolderTimeGrain + TimeSpan.FromSeconds(1);
        _scene.Look();
        Assert.Equal(1, Tree.ListCalls);
        _scene.Look();
        Assert.Equal(0, Tree.ListCalls);
    }

    [Fact]
    public void A_marker_written_into_the_folder_is_no_change_of_the_dataset()
    {
        _scene.AddGrid("488", rows: 2, columns: 1);
        var first = _scene.LookLater();
        Tree.Write($"{MesoSpimScene.Folder}/.microstatus.json", "{}");
        _scene.Wait(10);
        var second = _scene.Look();
        Assert.False(second.Changed);
        Assert.Equal(first.NewestChange, second.NewestChange);
        Assert.Equal(1, Tree.ListCalls);
        Assert.Equal(1, Tree.FindCalls);
    }

    [Fact]
    public void A_new_tile_does_not_reopen_the_others()
    {
        _scene.AddGrid("488", rows: 20, columns: 5);
        _scene.LookLater();
        _scene.AddTile(100, "488", 0, 0, stopped: false, planes: 1);
        _scene.Look();
        Assert.InRange(Tree.Calls, 1, 6);
    }

    [Fact]
    public void A_deleted_tile_is_noticed()
    {
        _scene.AddGrid("488", rows: 2, columns: 1);
        Assert.True(_scene.LookLater().Complete);
        Tree.Delete(MesoSpimScene.Path(1, "488"));
        var seen = _scene.LookLater();
        Assert.False(seen.Complete);
        Assert.Equal(AttentionKind.AbortedTile, Assert.Single(seen.Findings).Kind);
    }

    [Fact]
    public void A_table_saved_again_under_its_name_is_read_again()
    {
        _scene.AddTile(0, "488", 0, 0);
        _scene.AddTable(MesoSpimScene.Name(0, "488"));
        Assert.Equal(1, _scene.LookLater().UnitsTotal);
        _scene.AddTable(MesoSpimScene.Name(0, "488"), MesoSpimScene.Name(0, "561"));
        Assert.Equal(2, _scene.LookLater().UnitsTotal);
    }

    [Fact]
    public void A_crowd_of_csv_files_is_bounded_and_told()
    {
        _scene.AddTile(0, "488", 0, 0);
        for (var file = 0; file < 500; file++)
        {
            Tree.Write($"{MesoSpimScene.Folder}/f{file:000}.csv", "a\n");
        }

        var first = _scene.LookLater();
        Assert.InRange(Tree.ReadCalls, 1, 65);
        Assert.Contains(first.Differences, line => line.EndsWith("only the first 64 such files are", StringComparison.Ordinal));
        var again = _scene.LookLater();
        Assert.Same(first.Memory, again.Memory);
        Assert.InRange(Tree.Calls, 1, 20);
    }

    [Fact]
    public void Damaged_memory_is_no_memory()
    {
        _scene.AddTable(MesoSpimScene.Name(0, "488"), MesoSpimScene.Name(1, "488"));
        _scene.AddTile(0, "488", 0, 0);
        _scene.AddTile(1, "488", 0, 100, stopped: false);
        var sound = _scene.LookLater().Memory;
        var codec = new MesoSpimMemoryCodec(new(), new());
        Assert.Equal(sound, codec.Encode(codec.Decode(sound)!));
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte[1, 255], Gen.Int[0, sound.Length]).Sample((at, flip, end) =>
        {
            var damaged = sound[..end];
            if (at < end)
            {
                damaged[at] ^= flip;
            }

            return (at >= end && end == sound.Length) || codec.Decode(damaged) is null;
        });
        Gen.Byte.Array[0, 100].Sample(bytes => codec.Decode(bytes) is null);

        _scene.Memory = [1, 2, 3];
        var afresh = _scene.Look();
        Assert.True(afresh.FullListing);
        Assert.Equal(sound, afresh.Memory);
    }

    [Fact]
    public void Memory_of_other_settings_is_no_memory()
    {
        _scene.AddTile(0, "488", 0, 0);
        var memory = _scene.LookLater().Memory;
        Assert.NotNull(new MesoSpimMemoryCodec(new(), new()).Decode(memory));
        Assert.Null(new MesoSpimMemoryCodec(new() { TileEnding = ".tif" }, new()).Decode(memory));
        Assert.Null(new MesoSpimMemoryCodec(new(), new() { StrayFiles = [] }).Decode(memory));
        Assert.NotNull(new MesoSpimMemoryCodec(new() { QuietTime = TimeSpan.Zero }, new()).Decode(memory));
    }

    [Fact]
    public void A_folder_of_a_hundred_thousand_entries_is_looked_at_in_passing()
    {
        _scene.AddGrid("488", rows: 2, columns: 2);
        for (var file = 0; file < 100_000; file++)
        {
            Tree.WriteSize($"{MesoSpimScene.Folder}/plane{file}.tif", 1);
        }

        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Equal(1 + 1 + (4 * 4), Tree.Calls);
        Assert.InRange(seen.Memory.Length, 100, 2000);
    }

    [Fact]
    public void Ten_thousand_tiles_that_share_nothing_are_looked_at_in_passing()
    {
        for (var tile = 0; tile < 10_000; tile++)
        {
            Tree.Write(MesoSpimScene.Path(tile, $"{tile}", rotation: tile) + "_meta.txt", MesoSpimScene.Metadata(x: tile * 7, y: tile * 13, stopped: false));
        }

        var seen = _scene.LookLater();
        Assert.False(seen.Complete);
        Assert.InRange(seen.Differences.Count, 1, 100);
        _scene.LookLater();
        Assert.InRange(Tree.Calls, 1, 20);
    }
}
