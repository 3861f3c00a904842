using MicroStatus.Configuration;
using MicroStatus.Tiles;

namespace MicroStatus.Core.Tests.Tiles;

public sealed class TileRulesTests
{
    private static readonly TileRules Rules = new(new TileSettings());

    private static readonly TiffShape Shape = new(2048, 2048, 16, 1, TiffSampleFormat.Unsigned);

    [Fact]
    public void A_sound_file_of_a_complete_set_has_no_finding()
    {
        Assert.Empty(TileRules.OfSet(Set(Tile(0), Tile(1))));
        Assert.Empty(Rules.OfFile(Set(), Tile(0), File()));
    }

    [Fact]
    public void What_is_missing_doubled_or_not_planned_is_found_with_its_place()
    {
        var set = Set(Tile(0), Tile(1), Tile(1) with { Path = "/d/other.btf" }, Tile(9) with { IsExtra = true }) with { Missing = [Tile(2) with { Path = null, Row = 3, Column = 1 }] };

        var findings = TileRules.OfSet(set).ToList();

        Assert.Equal(
            [(TileFindingKind.Missing, 2), (TileFindingKind.Duplicate, 1), (TileFindingKind.Extra, 9)],
            findings.Select(finding => (finding.Kind, finding.Tile!.Value)));
        Assert.Equal((3, 1, "488"), (findings[0].Row, findings[0].Column, findings[0].Channel));
        Assert.Equal("/d/other.btf", findings[1].Path);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 0)]
    public void While_imaging_goes_on_only_holes_are_missing(int missing, int findings)
    {
        var set = Set(Tile(0), Tile(2), Tile(3)) with { IsImaging = true, Missing = [Tile(missing) with { Path = null }] };
        Assert.Equal(findings, TileRules.OfSet(set).Count());
    }

    [Fact]
    public void A_tile_that_only_metadata_tells_of_is_missing_unless_it_is_being_imaged()
    {
        Assert.Equal(TileFindingKind.Missing, Assert.Single(TileRules.OfSet(Set(Tile(0) with { Path = null }))).Kind);
        Assert.Empty(TileRules.OfSet(Set(Tile(0) with { Path = null, IsGrowing = true })));
    }

    [Fact]
    public void A_tile_whose_metadata_never_says_that_imaging_stopped_is_a_finding_unless_it_is_being_imaged()
    {
        var tile = Tile(0) with { HasStopped = false };

        var finding = Assert.Single(TileRules.OfSet(Set(tile, Tile(1) with { HasStopped = true })));

        Assert.Equal((TileFindingKind.Metadata, 0), (finding.Kind, finding.Tile!.Value));
        Assert.Contains("was not finished", finding.Finding, StringComparison.Ordinal);
        Assert.Empty(TileRules.OfSet(Set(tile with { IsGrowing = true })));
    }

    [Fact]
    public void Metadata_that_cannot_be_right_and_a_stage_beside_the_grid_are_findings()
    {
        var set = Set(Tile(0) with { Problems = ["its z_planes is 'many'"] }, Tile(1)) with { Misfits = [new StageMisfit(1, "It lies on no row.")], Problems = ["vs_series.dat is not there"] };

        Assert.Equal(
            [TileFindingKind.Metadata, TileFindingKind.Metadata, TileFindingKind.OffGrid],
            TileRules.OfSet(set).Select(finding => finding.Kind));
    }

    [Theory]
    [InlineData(TiffFaultKind.Empty, TileFindingKind.Empty)]
    [InlineData(TiffFaultKind.NotTiff, TileFindingKind.Unreadable)]
    [InlineData(TiffFaultKind.Damaged, TileFindingKind.Unreadable)]
    [InlineData(TiffFaultKind.Truncated, TileFindingKind.Truncated)]
    [InlineData(TiffFaultKind.BrokenChain, TileFindingKind.BrokenChain)]
    [InlineData(TiffFaultKind.Loop, TileFindingKind.BrokenChain)]
    [InlineData(TiffFaultKind.Undecodable, TileFindingKind.Undecodable)]
    [InlineData(TiffFaultKind.PlaneShape, TileFindingKind.WrongShape)]
    [InlineData(TiffFaultKind.PlaneType, TileFindingKind.WrongType)]
    public void Each_fault_of_a_file_is_a_finding(TiffFaultKind fault, TileFindingKind kind)
    {
        var file = File() with { Faults = [new TiffFault(fault, 7, "why"), new TiffFault(fault, 8, "why too")] };

        var finding = Assert.Single(Rules.OfFile(Set(), Tile(3), file));

        Assert.Equal((kind, 3, 7), (finding.Kind, finding.Tile, finding.Z));
        Assert.Contains("plane 7: why, and 1 more", finding.Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, 500, false)]
    [InlineData(500, 499, true)]
    [InlineData(500, 501, true)]
    [InlineData(null, 3, false)]
    public void The_number_of_planes_is_that_of_the_metadata(int? due, int planes, bool isFound)
    {
        var findings = Rules.OfFile(Set(), Tile(0) with { Planes = due }, File() with { Planes = planes });
        Assert.Equal(isFound ? [TileFindingKind.WrongPlaneCount] : [], findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void Of_a_file_that_is_cut_off_the_planes_are_not_counted_as_well() =>
        Assert.Equal(
            TileFindingKind.Truncated,
            Assert.Single(Rules.OfFile(Set(), Tile(0) with { Planes = 500 }, File() with { Planes = 3, Faults = [new TiffFault(TiffFaultKind.Truncated, 3, "why")] })).Kind);

    [Theory]
    [InlineData(true, false, 4L * 2048 * 2048 * 2, false)]
    [InlineData(true, false, (4L * 2048 * 2048 * 2) - 1, true)]
    [InlineData(true, true, 100, false)]
    [InlineData(false, false, 100, false)]
    public void By_its_head_alone_a_tile_that_is_over_holds_all_its_bytes(bool hasStopped, bool isCompressed, long length, bool isFound)
    {
        var file = File() with { Planes = null, Length = length, IsCompressed = isCompressed };
        var findings = Rules.OfFile(Set(), Tile(0) with { HasStopped = hasStopped, Planes = 4 }, file);
        Assert.Equal(isFound ? [TileFindingKind.Truncated] : [], findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void A_tile_that_is_being_written_is_not_judged() =>
        Assert.Empty(Rules.OfFile(Set(), Tile(0) with { IsGrowing = true, Planes = 9 }, File() with { Faults = [new TiffFault(TiffFaultKind.Truncated, 3, "why")] }));

    [Theory]
    [InlineData(0.01, 0, 0)]
    [InlineData(0.0101, 0, 1)]
    [InlineData(0, 2, 1)]
    [InlineData(0.5, 1, 2)]
    public void Blank_planes_and_too_many_saturated_pixels_are_findings(double saturated, int blank, int findings)
    {
        var pixels = new TiffPixels(0, 65535, saturated, [.. Enumerable.Range(4, blank)], blank);
        var found = Rules.OfFile(Set(), Tile(0), File() with { Pixels = pixels }).ToList();
        Assert.Equal(findings, found.Count);
        Assert.Equal(blank > 0 ? 4 : null, found.Find(finding => finding.Kind == TileFindingKind.BlankPlane)?.Z);
    }

    [Fact]
    public void What_most_files_of_a_set_have_is_right()
    {
        var beside = new TileNeighbours(Set());
        for (var i = 0; i < 5; i++)
        {
            beside.Add(Tile(i), File() with { Shape = i == 3 ? Shape with { Height = 1024 } : i == 4 ? Shape with { BitsPerSample = 8 } : Shape, Planes = i == 0 ? 7 : 9 });
        }

        Assert.Equal(
            [(TileFindingKind.WrongShape, 3), (TileFindingKind.WrongType, 4), (TileFindingKind.WrongPlaneCount, 0)],
            beside.Findings().Select(finding => (finding.Kind, finding.Tile!.Value)));
    }

    [Theory]
    [InlineData(2048, 1)]
    [InlineData(4096, 1)]
    [InlineData(1000, 0)]
    [InlineData(500, 1)]
    public void Of_two_sizes_the_camera_tells_which_one_is_right(int camera, int wrong)
    {
        var beside = new TileNeighbours(Set());
        beside.Add(Tile(0) with { CameraSize = (camera, camera) }, File());
        beside.Add(Tile(1) with { CameraSize = (camera, camera) }, File() with { Shape = Shape with { Width = 500, Height = 500 } });

        Assert.Equal(camera == 500 ? 0 : wrong, Assert.Single(beside.Findings()).Tile);
    }

    [Fact]
    public void Projections_are_compared_with_projections()
    {
        var beside = new TileNeighbours(Set());
        beside.Add(Tile(0), File() with { Planes = 9 });
        beside.Add(Tile(0) with { IsProjection = true }, File() with { Planes = 1 });
        Assert.Empty(beside.Findings());
    }

    [Fact]
    public void Many_planes_and_many_bytes_are_no_overflow() =>
        Assert.Single(Rules.OfFile(
            Set(),
            Tile(0) with { HasStopped = true, Planes = int.MaxValue },
            File() with { Planes = null, Shape = new TiffShape(long.MaxValue, long.MaxValue, 64, 1, TiffSampleFormat.Float), Length = 5 }));

    private static TileSet Set(params Tile[] tiles) => new() { Name = "KC34", Path = "/d", Channel = "488", Tiles = tiles };

    private static Tile Tile(int index) => new() { Index = index, Channel = "488", Path = $"/d/{index}.btf", IsComplete = true };

    private static TiffFile File() => new() { Path = "/d/0.btf", Length = 1L << 40, Modified = default, Shape = Shape, Planes = 4 };
}
