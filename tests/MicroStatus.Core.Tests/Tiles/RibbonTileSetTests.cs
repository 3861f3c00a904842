using MicroStatus.Acquisition;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Acquisition.Rscm;
using MicroStatus.Tiles;

namespace MicroStatus.Core.Tests.Tiles;

/// <summary>Ribbons as tile sets (lab.md §3).</summary>
public sealed class RibbonTileSetTests
{
    private readonly RscmScene _rscm = new();

    [Fact]
    public void A_folder_that_refuses_access_is_told_and_its_ribbons_are_not_missing()
    {
        _rscm.ImageLayers(2, 0, 4, "405", "561");
        _rscm.Files.Deny(RscmScene.Images(1, "561"));

        var sets = ReadRscm();

        Assert.Empty(sets[0].Unreadable);
        Assert.Equal(RscmScene.Images(1, "561"), Assert.Single(sets[1].Unreadable).Path);
        Assert.Equal((12, 8), (sets[0].TilesPresent, sets[1].TilesPresent));
        Assert.False(sets[1].IsComplete);
        Assert.Empty(sets.SelectMany(TileRules.OfSet));
    }

    [Fact]
    public void A_ribbon_dataset_has_a_set_for_each_colour_with_the_ribbons_of_all_layers()
    {
        _rscm.ImageLayers(2, 0, 4, "405", "561");

        var sets = ReadRscm();

        Assert.Equal(["405", "561"], sets.Select(set => set.Channel));
        Assert.All(sets, set => Assert.Equal((12, 12, 3, 4, true), (set.TilesExpected, set.TilesPresent, set.ZPlanes, set.Columns, set.IsComplete)));
        Assert.Equal((2, 0, 1), (sets[0].Tiles[0].Z, sets[0].Tiles[0].Index, sets[0].Tiles[0].Column));
        Assert.Equal(RscmScene.Ribbon(2, "405", 0), sets[0].Tiles[0].Path);
        Assert.Empty(sets.SelectMany(TileRules.OfSet));
    }

    [Fact]
    public void Ribbons_that_are_missing_and_a_layer_without_any_are_found_with_layer_and_column()
    {
        _rscm.ImageLayers(2, 1, 4, "405");
        _rscm.Files.Delete(RscmScene.Ribbon(2, "405", 3));

        var findings = TileRules.OfSet(Assert.Single(ReadRscm())).ToList();

        Assert.Equal([((int?)2, (int?)3, (int?)4), (0, null, null)], findings.Select(finding => (finding.Z, finding.Tile, finding.Column)));
    }

    [Fact]
    public void Layers_that_are_still_to_be_imaged_are_not_missing()
    {
        _rscm.ImageLayers(2, 2, 4, "405");
        _rscm.Image(1, "405", 0);

        Assert.Empty(TileRules.OfSet(Assert.Single(ReadRscm(later: TimeSpan.FromSeconds(30)))));
        Assert.Equal(4, TileRules.OfSet(Assert.Single(ReadRscm())).Count());
    }

    [Fact]
    public void Ribbons_may_count_from_1_and_more_than_planned_are_extra()
    {
        _rscm.ImageLayers(2, 0, 0, "405");
        foreach (var layer in new[] { 0, 1, 2 })
        {
            _rscm.Image(layer, "405", 1, 2, 3, 4);
        }

        Assert.Empty(TileRules.OfSet(Assert.Single(ReadRscm())));

        _rscm.Image(1, "405", 5);
        var finding = Assert.Single(TileRules.OfSet(Assert.Single(ReadRscm())));
        Assert.Equal((TileFindingKind.Extra, 1, 5), (finding.Kind, finding.Z, finding.Tile));
    }

    [Fact]
    public void Without_metadata_the_ribbons_that_are_there_are_shown_and_that_is_a_finding()
    {
        _rscm.ImageLayers(1, 0, 4, "405");
        _rscm.Files.Delete(RscmScene.Metadata);

        var set = Assert.Single(Reader().ReadFolder(RscmScene.Path, "rscm", _rscm.Files.Now, CancellationToken.None));

        Assert.Equal(8, set.TilesPresent);
        Assert.Equal(TileFindingKind.Metadata, Assert.Single(TileRules.OfSet(set)).Kind);
    }

    [Fact]
    public void The_ribbon_that_is_being_written_is_not_judged_and_those_before_it_are()
    {
        _rscm.ImageLayers(2, 2, 4, "405");
        _rscm.Image(1, "405", 0);
        _rscm.Wait(TimeSpan.FromSeconds(30));
        _rscm.Image(1, "405", 1);

        var set = Assert.Single(ReadRscm(later: TimeSpan.FromSeconds(2)));

        var growing = Assert.Single(set.Tiles, tile => tile.IsGrowing);
        Assert.Equal((1, 1, false), (growing.Z, growing.Index, growing.IsComplete));
        Assert.All(ReadRscm(later: TimeSpan.FromSeconds(20)), later => Assert.DoesNotContain(later.Tiles, tile => tile.IsGrowing));
    }

    [Fact]
    public void While_imaging_goes_on_no_ribbon_above_the_layer_that_is_imaged_is_looked_at_by_itself()
    {
        _rscm.ImageLayers(2, 1, 4, "405");
        _rscm.Files.ResetCalls();

        _ = ReadRscm(later: TimeSpan.FromSeconds(30));

        Assert.Equal(4, _rscm.Files.Log.Count(call => call.Contains(".tif", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_ribbon_is_looked_at_by_itself()
    {
        _rscm.ImageLayers(2, 0, 4, "405", "561");
        _rscm.Files.ResetCalls();

        _ = ReadRscm();

        Assert.DoesNotContain(_rscm.Files.Log, call => call.Contains(".tif", StringComparison.Ordinal));
    }

    private IReadOnlyList<TileSet> ReadRscm(TimeSpan? later = null) =>
        Reader().ReadFolder(RscmScene.Path, null, _rscm.Files.Now + (later ?? TimeSpan.FromHours(1)), CancellationToken.None);

    private TileSetReader Reader() => new(Instruments.All(new StatusSettings(), _rscm.Files, _rscm.Files), _rscm.Files);
}
