using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Storage;

namespace MicroStatus.Core.Tests.Processing.MesoSpim;

/// <summary>lab.md §4 (zarr): the final file alone decides, what deconvolution left goes to the trash, and metadata are zipped once.</summary>
public class ZarrStagesTests
{
    [Theory]
    [InlineData(null, "all.ims", true)]
    [InlineData(null, "decon/all.ims", true)]
    [InlineData("1.561", "decon/all.ims", true)]
    [InlineData("1.561", "all.ims", true)]
    [InlineData("1.561", "ims_files/all.ims", false)]
    public async Task The_final_file_alone_decides(string? index, string file, bool isFinished)
    {
        var lab = new MesoSpimLab().WithZarr(index);
        Assert.Equal([StageKind.Start, StageKind.FinalFile], (await lab.LookAsync()).Stages.Select(stage => stage.Stage));
        lab.Write(file);
        Assert.Equal(isFinished ? ProcessingStatus.Finished : ProcessingStatus.InProgress, (await lab.DecideAsync()).Status);
    }

    [Fact]
    public async Task Nothing_is_held_against_silence_but_against_a_file_that_stopped_growing()
    {
        var lab = new MesoSpimLab().WithZarr();
        await lab.DecideAsync();
        lab.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ProcessingStatus.InProgress, (await lab.DecideAsync()).Status);
        lab.Write("all.ims.part", "1");
        await lab.DecideAsync();
        lab.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal(AttentionKind.ProcessingStuck, Assert.Single((await lab.DecideAsync()).Reasons).Kind);
    }

    [Fact]
    public async Task What_deconvolution_left_goes_to_the_trash_when_the_final_file_opens()
    {
        var lab = new MesoSpimLab().WithZarr("1.561");
        lab.Write("KC34.ome.zarr/metadata_backup.zip", "zip");
        lab.Write("decon/fused.h5", "x");
        lab.Write("decon/KC34.ome.zarr/.zgroup", "{}");
        lab.Write("decon/notes.txt", "x");
        lab.Write("decon/all.ims", "text");
        Assert.Empty((await lab.LookAsync()).Chores);
        lab.Write("decon/all.ims");
        var act = Assert.IsType<ProcessingAct.Discard>(Assert.Single((await lab.LookAsync()).Chores));
        Assert.Equal((TrashKind.Cleanup, $"{MesoSpimLab.Folder}/decon/all.ims"), (act.Kind, act.Product));
        Assert.Equal(["decon/KC34.ome.zarr", "decon/fused.h5"], act.Paths);
    }

    [Fact]
    public async Task Metadata_are_zipped_once_imaging_has_finished()
    {
        var lab = new MesoSpimLab().WithZarr();
        lab.Row = lab.Row with { ImagingStatus = ImagingStatus.InProgress };
        Assert.Empty((await lab.LookAsync()).Chores);
        lab.Row = lab.Row with { ImagingStatus = ImagingStatus.Finished };
        var act = Assert.IsType<ProcessingAct.BackUpMetadata>(Assert.Single((await lab.LookAsync()).Chores));
        Assert.Equal(($"{MesoSpimLab.Folder}/KC34.ome.zarr", $"{MesoSpimLab.Folder}/KC34.ome.zarr/metadata_backup.zip"), (act.Group, act.ZipPath));
        lab.Files.Write(act.ZipPath, "zip");
        Assert.Empty((await lab.LookAsync()).Chores);
    }

    [Fact]
    public async Task In_progress_with_an_empty_group_needs_a_person()
    {
        var lab = new MesoSpimLab().WithZarr();
        lab.Files.Delete($"{MesoSpimLab.Folder}/KC34.ome.zarr/Mag4_Tile0_Ch488_Flt515LP_Sh0_Rot0.ome.zarr");
        Assert.Equal(AttentionKind.ProductIncomplete, Assert.Single((await lab.DecideAsync()).Reasons).Kind);
    }
}
