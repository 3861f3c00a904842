using MicroStatus.Cmdlet.Tests.Fakes;
using MicroStatus.Configuration;
using MicroStatus.Tiles;
using MicroStatus.Tiles.Jobs;
using MicroStatus.Tiles.Montage;

namespace MicroStatus.Cmdlet.Tests.Tiles;

public sealed class NewTileMontageCommandTests : IDisposable
{
    private readonly TileLab _lab = new(typeof(NewTileMontageCommand), typeof(GetTileSetCommand));
    private readonly FakeMontages _montages = new();

    public NewTileMontageCommandTests() => _lab.Backend.Montages = _montages;

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("New-TileMontage \"$at/KC34\"", null)]
    [InlineData("New-TileMontage -Id 7", 7L)]
    [InlineData("New-TileMontage -Name kc*", 7L)]
    [InlineData("Get-Dataset -Id 7 | New-TileMontage", 7L)]
    [InlineData("Get-TileSet -Id 7 | New-TileMontage", 7L)]
    public void A_dataset_has_its_montage_in_its_own_folder(string script, long? id)
    {
        var result = _lab.Run(script);

        Assert.Empty(result.ErrorIds);
        var request = Assert.Single(_montages.Requests);
        Assert.Equal((id, "KC34", Path.Join(_lab.Meso, "stitched_maxips")), (request.Id, request.Name, request.Folder));
        Assert.Equal((3, 2, 0.65), (request.Rows, request.Columns, request.PixelSize));
        Assert.Equal(Path.Join(_lab.Meso, $"MAX_{TileLab.Tile(1)}.tif"), request.Channels[0].Tiles.Single(tile => (tile.Row, tile.Column) == (1, 0)).Path);
        Assert.Equal("488", Assert.Single(result.Of<TileMontage>()).Channel);
    }

    [Fact]
    public void Loose_files_have_theirs_in_the_folder_that_they_lie_in()
    {
        var folder = Directory.CreateDirectory(Path.Join(Path.GetDirectoryName(_lab.Meso), "loose")).FullName;
        _lab.Backend.Files.AddFolder(folder);
        foreach (var name in new[] { "a2.tif", "a10.tif", "a1.tif" })
        {
            File.WriteAllText(Path.Join(folder, name), "");
            _lab.Backend.Files.AddFile(Path.Join(folder, name), []);
        }

        var result = _lab.Run("New-TileMontage \"$at/loose/*.tif\" -Columns 3 -Order RowMajor");

        Assert.Empty(result.ErrorIds);
        var request = Assert.Single(_montages.Requests);
        Assert.Equal((folder, 1, 3), (request.Folder, request.Rows, request.Columns));
        Assert.Equal(["a1.tif", "a2.tif", "a10.tif"], Assert.Single(request.Channels).Tiles.OrderBy(tile => tile.Column).Select(tile => Path.GetFileName(tile.Path)));
    }

    [Fact]
    public void Projections_that_are_named_one_by_one_are_the_pictures_themselves()
    {
        Assert.Empty(_lab.Run("New-TileMontage \"$at/KC34/MAX*.tif\" -Columns 2").ErrorIds);

        Assert.All(Assert.Single(Assert.Single(_montages.Requests).Channels).Tiles, tile => Assert.StartsWith("MAX_", Path.GetFileName(tile.Path), StringComparison.Ordinal));
    }

    [Fact]
    public void Parameters_go_before_settings()
    {
        var montage = new MontageSettings { Order = MontageOrder.RowMajor, FlipX = true, Pyramid = true, Compression = MontageCompression.Lzw, Downscale = 8 };
        _lab.Backend.SettingsFiles.Settings = _lab.Backend.SettingsFiles.Settings with { Tiles = new TileSettings { Montage = montage } };

        _lab.Run("New-TileMontage -Id 7; New-TileMontage -Id 7 -Order ColumnMajor -FlipX:$false -FlipY -Pyramid:$false -Compression None -Downscale 2 -PreviewOnly -Color -Rows 2 -Columns 3 -Destination \"$at/o\"");

        var (first, second) = (_montages.Requests[0], _montages.Requests[1]);
        Assert.Equal((true, MontageCompression.Lzw, 8, true, false), (first.Pyramid, first.Compression, first.Downscale, first.WritesTiff, first.Color));
        Assert.Equal("tile 5", first.Channels[0].Tiles.Single(tile => (tile.Row, tile.Column) == (2, 0)).Label);
        Assert.Equal((false, MontageCompression.None, 2, false, true), (second.Pyramid, second.Compression, second.Downscale, second.WritesTiff, second.Color));
        Assert.Equal((2, 3), (second.Rows, second.Columns));
        Assert.EndsWith("/o", second.Folder, StringComparison.Ordinal);
        Assert.Equal("tile 1", second.Channels[0].Tiles.Single(tile => (tile.Row, tile.Column) == (0, 0)).Label);
    }

    [Fact]
    public void Nothing_is_made_with_WhatIf()
    {
        Assert.Empty(_lab.Run("New-TileMontage -Id 7 -WhatIf; New-TileMontage -Id 7 -AsJob -WhatIf").Output);
        Assert.Empty(_montages.Requests);
        Assert.Empty(_lab.Backend.Cluster.Submitted);
        Assert.Empty(_lab.Backend.Files.Acts);
    }

    [Fact]
    public void Nothing_is_written_into_a_dataset_that_is_being_moved()
    {
        var datasets = _lab.Backend.Database.Datasets;
        datasets[0] = datasets[0] with { Moving = true };

        Assert.Equal(["DatasetMoving,MicroStatus.Tiles.NewTileMontageCommand"], _lab.Run("Get-Dataset -Id 7 | New-TileMontage").ErrorIds);
        Assert.Empty(_lab.Run("Get-Dataset -Id 7 | New-TileMontage -Destination $at/elsewhere").ErrorIds);
    }

    [Fact]
    public void As_a_job_the_cluster_makes_it()
    {
        var job = Assert.Single(_lab.Run("New-TileMontage -Id 7 -AsJob -Color").Of<TileJob>());

        Assert.Equal((TileJobKind.Montage, 1), (job.Kind, job.Tasks));
        Assert.Empty(_montages.Requests);
    }

    [Fact]
    public void A_dataset_that_fails_is_an_error_and_the_next_one_is_handled()
    {
        _montages.Failure = ("KC34", new StatusException("MontageTilesDiffer", StatusErrorCategory.InvalidData, "differ"));

        var result = _lab.Run("New-TileMontage -Id 8, 7, 9");

        Assert.Equal(
            ["DatasetNotFound", "MontageNotSupported", "MontageTilesDiffer"],
            result.ErrorIds.Select(id => id.Replace(",MicroStatus.Tiles.NewTileMontageCommand", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
