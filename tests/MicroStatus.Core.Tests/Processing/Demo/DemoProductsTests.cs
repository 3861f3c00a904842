using MicroStatus.Configuration;
using MicroStatus.Processing;
using MicroStatus.Processing.Demo;

namespace MicroStatus.Core.Tests.Processing.Demo;

/// <summary>Products of lab.md §3 and §4, by name.</summary>
public class DemoProductsTests
{
    private static readonly DemoSource Stack = new() { Name = "K_stack1", Layers = [0, 1], Colours = [405, 488] };
    private static readonly DemoSource Tiles = new()
    {
        Name = "KC34",
        Tiles = [("KC34_Mag4x_Tile0_Ch488_Sh0_Rot0", "0 0 0"), ("KC34_Mag4x_Tile0_Ch561_Sh0_Rot0", "0 0 0"), ("KC34_Mag4x_Tile1_Ch488_Sh0_Rot0", "1 0 0")],
        IsDeconvolved = true,
    };

    private static readonly DemoProducts Products = new(new StatusSettings());

    [Fact]
    public void A_composite_stands_for_each_layer_and_colour() => Assert.Equal(
        ["composites_RSCM_v0.1/composite_z0000_405.tif", "composites_RSCM_v0.1/composite_z0000_488.tif", "composites_RSCM_v0.1/composite_z0001_405.tif", "composites_RSCM_v0.1/composite_z0001_488.tif"],
        Products.Of(StageKind.Stitching, Stack, job: null));

    [Fact]
    public void Denoised_composites_and_the_imaris_file_lie_in_the_folder_of_the_job()
    {
        Assert.Equal("composites_RSCM_v0.1/job_12/composite_z0000_405.tif", Products.Of(StageKind.Denoising, Stack, 12)[0]);
        Assert.Equal(["composites_RSCM_v0.1/job_12/composites_RSCM_v0.1_job_12.ims"], Products.Of(StageKind.ImarisBuild, Stack, 12));
    }

    [Fact]
    public void Each_tile_is_deconvolved_and_channels_share_an_imaris_file()
    {
        Assert.Equal(3, Products.Of(StageKind.Deconvolution, Tiles, job: null).Count);
        Assert.Equal(
            ["decon/ims_files/KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.ims", "decon/ims_files/KC34_Mag4x_Tile1_Ch488_Sh0_Rot0.ims"],
            Products.Of(StageKind.Conversion, Tiles, job: null));
        Assert.Equal(["decon/ims_files/KC34_montage.ims"], Products.Of(StageKind.Montage, Tiles, job: null));
        Assert.Equal(["ims_files/KC34_montage.ims"], Products.Of(StageKind.Montage, Tiles with { IsDeconvolved = false }, job: null));
    }

    [Fact]
    public void Of_a_zarr_dataset_there_is_one_file()
    {
        Assert.Equal(["KC34.ims"], Products.Of(StageKind.FinalFile, Tiles with { IsDeconvolved = false, IsZarr = true }, job: null));
        Assert.Equal(["decon/KC34.ims"], Products.Of(StageKind.FinalFile, Tiles with { IsZarr = true }, job: null));
    }

    [Fact]
    public void The_command_of_a_light_sheet_begins_all_stages_and_those_of_ribbon_scanners_are_begun_one_by_one()
    {
        var after = new List<StageKind>();
        for (StageKind? stage = StageKind.Start; stage is { } at; stage = DemoProducts.After(at, Tiles))
        {
            after.Add(at);
        }

        Assert.Equal([StageKind.Start, StageKind.Deconvolution, StageKind.Conversion, StageKind.Montage], after);
        Assert.Equal(StageKind.Conversion, DemoProducts.After(StageKind.Start, Tiles with { IsDeconvolved = false }));
        Assert.Equal(StageKind.FinalFile, DemoProducts.After(StageKind.Start, Tiles with { IsZarr = true }));
        Assert.Null(DemoProducts.After(StageKind.Stitching, Stack));
        Assert.Null(DemoProducts.After(StageKind.Denoising, Stack));
    }
}
