using System.Management.Automation;
using MicroStatus.Datasets;
using MicroStatus.Tiles;

namespace MicroStatus.Cmdlet.Tests.Tiles;

public sealed class TileSetCommandTests : IDisposable
{
    private readonly TileLab _lab = new(typeof(GetTileSetCommand), typeof(TestTileSetCommand));

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("Get-TileSet $at/KC34", 1)]
    [InlineData("Get-TileSet $at/*", 2)]
    [InlineData("Get-TileSet -LiteralPath $at/KC34, $at/8257_stack1", 2)]
    [InlineData("[IO.DirectoryInfo]\"$at/KC34\" | Get-TileSet", 1)]
    [InlineData("\"$at/KC34\" | Get-TileSet", 1)]
    [InlineData("Get-TileSet -Id 7, 8", 2)]
    [InlineData("Get-TileSet -Name KC*", 1)]
    [InlineData("Get-Dataset -Id 7 | Get-TileSet", 1)]
    [InlineData("Get-Dataset -Id 7 | Get-TileSet | Get-TileSet -Rows 2", 1)]
    [InlineData("Get-TileSet $at/8257_stack1 -Modality RSCM", 1)]
    public void Tile_sets_come_from_folders_datasets_and_the_pipeline(string script, int sets)
    {
        var result = _lab.Run(script);
        Assert.Empty(result.ErrorIds);
        Assert.Equal(sets, result.Of<TileSet>().Count);
    }

    [Fact]
    public void A_set_of_a_dataset_carries_its_id_grid_and_places()
    {
        var set = Assert.Single(_lab.Run("Get-TileSet -Id 7").Of<TileSet>());
        Assert.Equal((7L, "KC34", "488", 3, 2, 6), (set.Id, set.Name, set.Channel, set.Rows, set.Columns, set.TilesExpected));
        Assert.Equal((2, 2), (set.Tiles[4].Row, set.Tiles[4].Column));
    }

    [Fact]
    public void Rows_and_columns_can_be_told()
    {
        var set = Assert.Single(_lab.Run("Get-TileSet $at/KC34 -Columns 3").Of<TileSet>());
        Assert.Equal((2, 3), (set.Rows, set.Columns));
        Assert.Equal((1, 3), (set.Tiles[4].Row, set.Tiles[4].Column));
    }

    [Fact]
    public void A_sound_dataset_gives_nothing()
    {
        Assert.Empty(_lab.Findings("Get-Dataset | Test-TileSet"));
        Assert.Equal(6 + 6 + 6, _lab.Tiffs.Looks.Count);
    }

    [Theory]
    [InlineData("Test-TileSet $at/KC34", TiffDepth.Directories)]
    [InlineData("Test-TileSet $at/KC34 -Quick", TiffDepth.Header)]
    [InlineData("Test-TileSet $at/KC34 -Deep", TiffDepth.Pixels)]
    public void Files_are_looked_into_as_deep_as_was_asked(string script, TiffDepth depth)
    {
        Assert.Empty(_lab.Findings(script));
        Assert.All(_lab.Tiffs.Looks, look => Assert.Equal(depth, look.Depth));
    }

    [Fact]
    public void The_one_bad_tile_is_named_with_its_place()
    {
        _lab.Break(TileLab.Tile(4), TiffFaultKind.Truncated);

        var finding = Assert.Single(_lab.Findings("Get-Dataset -Id 7 | Test-TileSet"));

        Assert.Equal(
            (TileFindingKind.Truncated, 7L, "KC34", 4, 2, 2, "488", Path.Join(_lab.Meso, TileLab.Tile(4))),
            (finding.Kind, finding.Id, finding.Name, finding.Tile, finding.Row, finding.Column, finding.Channel, finding.Path));
    }

    [Fact]
    public void Of_a_bad_ribbon_layer_and_column_are_told()
    {
        _lab.Break("8257_col001.tif", TiffFaultKind.Empty);

        var findings = _lab.Findings("Test-TileSet $at/8257_stack1 -Quick");

        Assert.Equal([0, 1], findings.Select(finding => finding.Z!.Value).Order());
        Assert.All(findings, finding => Assert.Equal((TileFindingKind.Empty, 1, 2, "561"), (finding.Kind, finding.Tile, finding.Column, finding.Channel)));
    }

    [Fact]
    public void Files_that_are_piped_are_judged_beside_each_other_with_their_metadata()
    {
        _lab.Tiffs.Planes = 3;
        var findings = _lab.Findings("Test-TileSet $at/KC34/*Tile[01]_*.btf");
        Assert.Equal([TileFindingKind.WrongPlaneCount, TileFindingKind.WrongPlaneCount], findings.Where(f => f.Path!.EndsWith(".btf", StringComparison.Ordinal)).Select(f => f.Kind));
    }

    [Theory]
    [InlineData("Test-TileSet $at/KC34 -Quiet", "True")]
    [InlineData("Test-TileSet $at/KC34, $at/8257_stack1 -Quiet", "True,False")]
    public void Quiet_gives_one_answer_for_each_folder(string script, string answers)
    {
        _lab.Break("8257_col001.tif", TiffFaultKind.Empty);
        Assert.Equal(answers, string.Join(',', _lab.Run(script).Of<bool>()));
    }

    [Fact]
    public void What_cannot_be_looked_at_is_an_error_and_no_finding()
    {
        _lab.Tiffs.Denied.Add(TileLab.Tile(2));

        var result = _lab.Run("Test-TileSet $at/KC34");

        Assert.Equal(["TileNotReadable,MicroStatus.Tiles.TestTileSetCommand"], result.ErrorIds);
        Assert.Equal(ErrorCategory.PermissionDenied, Assert.Single(result.Errors).CategoryInfo.Category);
        Assert.Empty(result.Output);
        Assert.Equal([false], _lab.Run("Test-TileSet $at/KC34 -Quiet -ErrorAction SilentlyContinue").Of<bool>());
    }

    [Theory]
    [InlineData("Test-TileSet $at/gone", "PathNotFound,MicroStatus.Tiles.TestTileSetCommand")]
    [InlineData("Test-TileSet $at", "TileSetNotFound,MicroStatus.Tiles.TestTileSetCommand")]
    [InlineData("Test-TileSet $at/KC34 -Modality zeiss", "ModalityUnknown,MicroStatus.Tiles.TestTileSetCommand")]
    [InlineData("Test-TileSet -Id 99", "DatasetNotFound,MicroStatus.Tiles.TestTileSetCommand")]
    [InlineData("Test-TileSet $at/KC34 -Quick -Deep", "TileTestUnclear,MicroStatus.Tiles.TestTileSetCommand")]
    public void What_was_not_found_or_cannot_be_meant_is_an_error(string script, string id)
    {
        var result = _lab.Run(script);
        Assert.Equal([id], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_dataset_that_lies_on_Hive_is_found_there_and_one_that_is_nowhere_is_an_error()
    {
        var result = _lab.Run(
            "$input | Test-TileSet",
            new Dataset { Id = 1, Name = "a", Path = "/fast/a", PathOnHive = _lab.Meso, Moved = true, Modality = "mesospim" },
            new Dataset { Id = 2, Name = "b", Path = "/fast/b" });
        Assert.Equal(["DatasetFolderNotFound,MicroStatus.Tiles.TestTileSetCommand"], result.ErrorIds);
        Assert.Equal(12, _lab.Tiffs.Looks.Count);
    }

    [Fact]
    public void Progress_ends_with_a_completed_record()
    {
        var progress = _lab.Run("Test-TileSet $at/KC34").Progress;
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.Contains(progress, record => record.StatusDescription.Contains("12 of 12 files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_that_is_stopped_ends()
    {
        _lab.Tiffs.Hangs = true;
        using var shell = _lab.Runner.Start("Test-TileSet $at/KC34");
        await shell.StopAsync(null, null);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }
}
