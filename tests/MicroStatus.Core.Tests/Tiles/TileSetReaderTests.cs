using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Acquisition.MesoSpim;
using MicroStatus.Core.Tests.Acquisition.Rscm;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Tiles;

namespace MicroStatus.Core.Tests.Tiles;

/// <summary>From folders and files to tile sets (lab.md §3, §4).</summary>
public sealed class TileSetReaderTests
{
    private readonly MesoSpimScene _meso = new();
    private readonly RscmScene _rscm = new();

    [Fact]
    public void A_light_sheet_dataset_has_a_set_for_each_channel_shutter_and_rotation()
    {
        _meso.AddGrid("488", 3, 2);
        _meso.AddGrid("561b", 3, 2, shutter: 1);
        _meso.AddGrid("561b", 3, 2, shutter: 1, rotation: 90);

        var sets = ReadMeso();

        Assert.Equal([("488", 0, 0), ("561b", 1, 0), ("561b", 1, 90)], sets.Select(set => (set.Channel!, set.Shutter!.Value, set.Rotation!.Value)));
        Assert.All(sets, set =>
        {
            Assert.Equal((3, 2, 4, 6), (set.Rows, set.Columns, set.ZPlanes, set.TilesExpected));
            Assert.Equal((0.65, 2.5), (set.PixelSize, set.ZStep));
            Assert.Equal(6L * 4 * 160, set.ExpectedBytes);
            Assert.True(set.IsComplete);
            Assert.Empty(TileRules.OfSet(set));
        });
    }

    [Fact]
    public void Tiles_have_their_places_files_and_projections()
    {
        _meso.AddGrid("488", 3, 2);

        var tile = Assert.Single(ReadMeso()).Tiles[4];

        Assert.Equal((4, 2, 2), (tile.Index, tile.Row, tile.Column));
        Assert.Equal(MesoSpimScene.Path(4, "488"), tile.Path);
        Assert.Equal($"{MesoSpimScene.Folder}/MAX_{MesoSpimScene.Name(4, "488")}.tif", tile.ProjectionPath);
        Assert.Equal((1000.5, 800.0, 4, true), (tile.X, tile.Y, tile.Planes, tile.HasStopped));
    }

    [Fact]
    public void Overlap_and_tile_size_come_from_the_stage_and_the_camera()
    {
        _meso.Tree.AddFolder(MesoSpimScene.Folder);
        for (var tile = 0; tile < 4; tile++)
        {
            var path = MesoSpimScene.Path(tile, "488");
            _meso.Tree.WriteTiff(path, 1024, 1024, 1);
            _meso.Tree.Write(path + "_meta.txt", MesoSpimScene.Metadata(x: tile / 2 * 599.04, y: tile % 2 * 665.6, planes: "1"));
        }

        var set = Assert.Single(ReadMeso());

        Assert.Equal((1024L, 1024L), (set.TileWidth, set.TileHeight));
        Assert.Equal((10, 0), (set.OverlapX, set.OverlapY));
    }

    [Fact]
    public void What_the_acquisition_table_plans_and_is_not_there_is_missing()
    {
        _meso.AddGrid("488", 3, 1);
        _meso.AddTable([.. Enumerable.Range(0, 6).Select(tile => MesoSpimScene.Name(tile, "488")), MesoSpimScene.Name(0, "561")]);

        var sets = ReadMeso();

        Assert.Equal((6, 3), (sets[0].TilesExpected, sets[0].Missing.Count));
        Assert.Equal([(3, 1, 2), (4, 2, 2), (5, 3, 2)], sets[0].WithGrid(3, 2).Missing.Select(tile => (tile.Index!.Value, tile.Row!.Value, tile.Column!.Value)));
        Assert.Equal(("561", 1), (sets[1].Channel, sets[1].Missing.Count));
        Assert.Equal(4, sets.SelectMany(TileRules.OfSet).Count());
    }

    [Fact]
    public void A_hole_in_the_indices_is_missing_with_its_place()
    {
        _meso.AddGrid("488", 3, 4);
        _meso.Tree.Delete(MesoSpimScene.Path(7, "488"));
        _meso.Tree.Delete(MesoSpimScene.Path(7, "488") + "_meta.txt");

        var finding = Assert.Single(TileRules.OfSet(Assert.Single(ReadMeso())));

        Assert.Equal((TileFindingKind.Missing, 7, 2, 3), (finding.Kind, finding.Tile, finding.Row, finding.Column));
    }

    [Theory]
    [InlineData(3600, 2)]
    [InlineData(60, 0)]
    public void What_the_rectangle_lacks_is_missing_once_imaging_is_over(int seconds, int missing)
    {
        for (var tile = 0; tile < 10; tile++)
        {
            _meso.AddTile(tile, "488", tile / 3 * 1000, tile % 3 * 800);
        }

        var findings = TileRules.OfSet(Assert.Single(ReadMeso(TimeSpan.FromSeconds(seconds)))).ToList();

        Assert.Equal(missing, findings.Count);
        Assert.All(findings, finding => Assert.Equal(4, finding.Column));
    }

    [Fact]
    public void While_a_tile_is_written_it_and_those_after_it_are_no_findings()
    {
        _meso.AddGrid("488", 3, 1);
        _meso.AddTile(3, "488", 1000.5, 0, stopped: false, planes: 2);
        _meso.AddTable(Enumerable.Range(0, 6).Select(tile => MesoSpimScene.Name(tile, "488")));

        var set = Assert.Single(ReadMeso(later: TimeSpan.FromSeconds(60)));

        Assert.True(set.IsImaging);
        Assert.True(set.Tiles[3].IsGrowing);
        Assert.Empty(TileRules.OfSet(set));
    }

    [Fact]
    public void Zarr_tiles_are_folders_in_their_group_of_which_only_the_projections_are_looked_into()
    {
        const string group = "KC34_Mag4x_Ch488.ome.zarr";
        for (var tile = 0; tile < 2; tile++)
        {
            var name = $"Mag4_Tile{tile}_Ch488_Flt515LP_Sh0_Rot0.ome.zarr";
            _meso.Tree.Write($"{MesoSpimScene.Folder}/{group}_{name}_meta.txt", MesoSpimScene.Metadata(x: 0, y: tile * 800));
            _meso.Tree.WriteSize($"{MesoSpimScene.Folder}/{group}/{name}/0/c/0/0/0", 5);
            _meso.Tree.WriteTiff($"{MesoSpimScene.Folder}/MAX_{group}_{name}.tif", 10, 8, 1);
        }

        var set = Assert.Single(ReadMeso());

        Assert.Equal((2, 2, true), (set.TilesPresent, set.Rows, set.IsComplete));
        Assert.Equal((null, null), (set.ExpectedBytes, set.ActualBytes));
        Assert.All(set.Tiles, tile => Assert.True(tile.IsZarr));
        Assert.EndsWith($"{group}/Mag4_Tile1_Ch488_Flt515LP_Sh0_Rot0.ome.zarr", set.Tiles[1].Path, StringComparison.Ordinal);
        Assert.Equal(set.Tiles.Select(tile => tile.ProjectionPath), TileFileBatch.Of([set], TiffDepth.Header).SelectMany(batch => batch.Tiles).Select(tile => tile.Path));
        Assert.Empty(TileRules.OfSet(set));
    }

    [Fact]
    public void Images_in_any_folder_are_sets_by_their_names()
    {
        var tree = new FakeFileTree(DateTimeOffset.UnixEpoch);
        foreach (var name in new[] { "a_Tile0_Ch488_Sh0_Rot0.tif", "a_Tile2_Ch488_Sh0_Rot0.tif", "b_Tile0_Ch561_Sh0_Rot0.tiff", "notes.txt", "x.tif" })
        {
            tree.WriteSize("/p/" + name, 10);
        }

        var sets = Reader(tree).ReadFolder("/p", null, tree.Now, CancellationToken.None);

        Assert.Equal([null, "488", "561"], sets.Select(set => set.Channel));
        Assert.Equal([1], sets[1].Missing.Select(tile => tile.Index!.Value));
        Assert.Equal(["/p/x.tif"], sets[0].Tiles.Select(tile => tile.Path));
    }

    [Fact]
    public void Maximum_projections_among_images_of_any_folder_go_with_their_tiles()
    {
        var tree = new FakeFileTree(DateTimeOffset.UnixEpoch);
        foreach (var name in new[] { "a_Tile0_Ch488_Sh0_Rot0.tif", "MAX_a_Tile0_Ch488_Sh0_Rot0.tif.tif", "a_Tile1_Ch488_Sh0_Rot0.tif", "MAX_a_Tile2_Ch488_Sh0_Rot0.tif.tif" })
        {
            tree.WriteSize("/p/" + name, 10);
        }

        var set = Assert.Single(Reader(tree).ReadFolder("/p", null, tree.Now, CancellationToken.None));

        Assert.Equal(
            [(0, "/p/MAX_a_Tile0_Ch488_Sh0_Rot0.tif.tif"), (1, null), (2, null)],
            set.Tiles.Select(tile => (tile.Index!.Value, tile.ProjectionPath)));
        Assert.Empty(TileRules.OfSet(set));
    }

    [Fact]
    public void Files_of_a_dataset_that_are_named_come_with_their_metadata_and_nothing_else_is_missing()
    {
        _meso.AddGrid("488", 3, 2);
        _meso.Wait(3600);

        var sets = Reader(_meso.Tree).ReadFiles(
            [MesoSpimScene.Path(4, "488"), $"{MesoSpimScene.Folder}/MAX_{MesoSpimScene.Name(0, "488")}.tif"],
            null,
            _meso.Tree.Now,
            CancellationToken.None);

        Assert.Equal([(4, false, 4), (0, true, 1)], Assert.Single(sets).Tiles.Select(tile => (tile.Index!.Value, tile.IsProjection, tile.Planes!.Value)));
        Assert.Empty(sets.SelectMany(TileRules.OfSet));
    }

    [Fact]
    public void A_ribbon_by_itself_is_named_by_the_folders_around_it()
    {
        var set = Assert.Single(Reader(_rscm.Files, () => _rscm.Image(2, "405", 3)).ReadFiles([RscmScene.Ribbon(2, "405", 3)], null, _rscm.Files.Now, CancellationToken.None));
        Assert.Equal((3, 2, "405"), (set.Tiles[0].Index, set.Tiles[0].Z, set.Tiles[0].Channel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rscm")]
    public void The_folder_of_one_layer_and_colour_is_a_set_of_its_ribbons(string? modality)
    {
        _rscm.Image(2, "405", 0, 1, 3);

        var set = Assert.Single(Reader(_rscm.Files).ReadFolder(RscmScene.Images(2, "405"), modality, _rscm.Files.Now, CancellationToken.None));

        Assert.Equal(("405", 3), (set.Channel, set.TilesPresent));
        Assert.Equal((2, 2), (Assert.Single(set.Missing).Index, set.Missing[0].Z));
    }

    [Theory]
    [InlineData(null, "TileSetNotFound")]
    [InlineData("zeiss", "ModalityUnknown")]
    public void A_folder_without_tiles_and_a_modality_that_is_none_are_errors(string? modality, string id)
    {
        var tree = new FakeFileTree(DateTimeOffset.UnixEpoch);
        tree.AddFolder("/empty");
        Assert.Equal(id, Assert.Throws<StatusException>(() => Reader(tree).ReadFolder("/empty", modality, tree.Now, CancellationToken.None)).ErrorId);
    }

    private IReadOnlyList<TileSet> ReadMeso(TimeSpan? later = null) =>
        Reader(_meso.Tree).ReadFolder(MesoSpimScene.Folder, null, _meso.Tree.Now + (later ?? TimeSpan.FromHours(1)), CancellationToken.None);

    private static TileSetReader Reader(FakeFileTree tree, Action? before = null)
    {
        before?.Invoke();
        return new TileSetReader(Instruments.All(new StatusSettings(), tree, tree), tree);
    }
}
