using MicroStatus.Datasets;
using MicroStatus.Processing;
using MicroStatus.Processing.MesoSpim;

namespace MicroStatus.Core.Tests.Processing.MesoSpim;

/// <summary>lab.md §4: deconvolved tiles, Imaris files of tiles and their montage, as the files prove them.</summary>
public class TileStagesTests
{
    private static readonly string[] Positions = ["KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.ims", "KC34_Mag4x_Tile1_Ch488_Sh0_Rot0.ims"];

    [Fact]
    public async Task Deconvolved_is_as_many_as_tiles_and_of_one_size()
    {
        var lab = new MesoSpimLab().WithTiles("1.561");
        lab.Write("decon/psf_RI1.561_515nm.tif", "psf");
        Assert.Equal(StageState.Waiting, (await lab.StageAsync(StageKind.Deconvolution)).State);
        var tiles = MesoSpimLab.Tiles().ToList();
        foreach (var tile in tiles.Take(3))
        {
            lab.Write($"decon/{tile}.tif", "1234");
        }

        lab.Files.ResetCalls();
        var reading = await lab.StageAsync(StageKind.Deconvolution);
        Assert.Equal((StageState.Running, 75.0, "3"), (reading.State, reading.Percent, reading.Progress));
        Assert.DoesNotContain(lab.Files.Log, call => call.StartsWith("find", StringComparison.Ordinal) && call.EndsWith(".tif", StringComparison.Ordinal));
        lab.Write($"decon/{tiles[3]}.tif", "12");
        reading = await lab.StageAsync(StageKind.Deconvolution);
        Assert.Equal((StageState.Running, "4:14"), (reading.State, reading.Progress));
        lab.Write($"decon/{tiles[3]}.tif", "4321");
        Assert.Equal(ProcessingStatus.DeconDone, (await lab.DecideAsync()).Status);
    }

    [Fact]
    public async Task A_file_of_another_tile_does_not_stand_for_one_that_is_missing()
    {
        var lab = new MesoSpimLab().WithTiles("1.561");
        foreach (var tile in MesoSpimLab.Tiles().Take(3).Append("KC34_Mag4x_Tile7_Ch488_Sh0_Rot0"))
        {
            lab.Write($"decon/{tile}.tif", "1234");
        }

        Assert.Equal(StageState.Running, (await lab.StageAsync(StageKind.Deconvolution)).State);
    }

    [Fact]
    public async Task Without_a_refractive_index_there_is_no_deconvolution_unless_the_files_prove_one()
    {
        var lab = new MesoSpimLab().WithTiles();
        Assert.Equal([StageKind.Start, StageKind.Conversion, StageKind.Montage], (await lab.LookAsync()).Stages.Select(stage => stage.Stage));
        lab.Write($"decon/{MesoSpimLab.Tiles().First()}.tif");
        Assert.Equal(StageState.Running, (await lab.StageAsync(StageKind.Deconvolution)).State);
    }

    [Fact]
    public async Task With_a_refractive_index_a_conversion_of_the_tiles_themselves_proves_that_it_was_left_out()
    {
        var lab = new MesoSpimLab().WithTiles("1.561");
        lab.Write($"ims_files/{Positions[0]}");
        Assert.Equal([StageKind.Start, StageKind.Conversion, StageKind.Montage], (await lab.LookAsync()).Stages.Select(stage => stage.Stage));
    }

    [Theory]
    [InlineData(new[] { "0" }, 2)]
    [InlineData(new[] { "0", "1" }, 4)]
    public async Task Each_position_shutter_and_rotation_has_a_file_and_channels_share_it(string[] shutters, int files)
    {
        var lab = new MesoSpimLab().WithTiles(null, shutters);
        var names = MesoSpimLab.Tiles(shutters).Where(tile => tile.Contains("Ch488", StringComparison.Ordinal)).ToList();
        Assert.Equal(files, names.Count);
        foreach (var name in names)
        {
            Assert.NotEqual(StageState.Done, (await lab.StageAsync(StageKind.Conversion)).State);
            lab.Write($"ims_files/{name}.ims");
        }

        Assert.Equal(ProcessingStatus.ImsConverted, (await lab.DecideAsync()).Status);
    }

    [Fact]
    public async Task Converted_files_are_below_the_deconvolved_ones_and_prove_them()
    {
        var lab = new MesoSpimLab().WithTiles("1.561");
        foreach (var name in Positions)
        {
            lab.Write($"decon/ims_files/{name}");
        }

        Assert.Equal(ProcessingStatus.ImsConverted, (await lab.DecideAsync()).Status);
    }

    [Fact]
    public async Task What_opened_once_is_not_opened_again()
    {
        var lab = new MesoSpimLab().WithTiles();
        lab.Write($"ims_files/{Positions[0]}");
        lab.Write($"ims_files/{Positions[1]}", "text");
        var decision = await lab.DecideAsync();
        Assert.Equal(AttentionKind.ImarisFileBroken, Assert.Single(decision.Reasons).Kind);
        Assert.Equal($"ims_files/{Positions[1]}", decision.Reasons[0].Subject);
        Assert.Equal(2, lab.Imaris.Opened.Count);
        lab.Files.Now = MesoSpimLab.Start.AddMinutes(1);
        lab.Write($"ims_files/{Positions[1]}");
        Assert.Equal(ProcessingStatus.ImsConverted, (await lab.DecideAsync()).Status);
        Assert.Equal(ProcessingStatus.ImsConverted, (await lab.DecideAsync()).Status);
        Assert.Equal(3, lab.Imaris.Opened.Count);
    }

    [Fact]
    public async Task A_growing_file_is_progress()
    {
        var lab = new MesoSpimLab().WithTiles();
        lab.Write($"ims_files/{Positions[0]}.part", "1");
        var first = await lab.StageAsync(StageKind.Conversion);
        lab.Write($"ims_files/{Positions[0]}.part", "12");
        var second = await lab.StageAsync(StageKind.Conversion);
        Assert.Equal((StageState.Running, "0+1", "0+2"), (second.State, first.Progress, second.Progress));
    }

    [Theory]
    [InlineData("good", StageState.Done, null)]
    [InlineData("writing", StageState.Running, null)]
    [InlineData("text", StageState.Failed, AttentionKind.ImarisFileBroken)]
    [InlineData("", StageState.Failed, AttentionKind.ImarisFileBroken)]
    public async Task The_montage_ends_it_when_it_opens(string content, StageState state, string? kind)
    {
        var lab = new MesoSpimLab().WithTiles();
        lab.Write("ims_files/auto_montage.ims", content);
        var reading = await lab.StageAsync(StageKind.Montage);
        Assert.Equal((state, kind, MesoSpimLab.Start), (reading.State, reading.Failure?.Kind, reading.Moment));
        Assert.Equal(state == StageState.Done, (await lab.LookAsync()).Result is not null);
        lab.Clock.SetUtcNow(MesoSpimLab.Start.AddHours(1)); // the look itself changes nothing
        Assert.Equal(state == StageState.Done ? ProcessingStatus.Finished : state == StageState.Failed ? ProcessingStatus.NeedsAttention : ProcessingStatus.ImsConverted, (await lab.DecideAsync()).Status);
    }

    [Fact]
    public async Task A_montage_written_a_moment_ago_is_not_judged()
    {
        var lab = new MesoSpimLab().WithTiles();
        lab.Files.Now = lab.Clock.GetUtcNow().AddSeconds(-5);
        lab.Write("ims_files/auto_montage.ims", "half");
        Assert.Equal(StageState.Running, (await lab.StageAsync(StageKind.Montage)).State);
    }

    [Fact]
    public async Task A_job_in_the_folder_of_failed_ones_has_failed_until_something_newer_is_there()
    {
        var lab = new MesoSpimLab().WithTiles();
        lab.Write("ims_files/4711.json", "{}");
        lab.Write("ims_files/mesospim_metadata.json", "{}");
        Assert.Equal(StageState.Waiting, (await lab.StageAsync(StageKind.Montage)).State);

        lab.Files.Now = MesoSpimLab.Start.AddMinutes(10);
        lab.Files.Write($"{MesoSpimLab.Errors}/4711.json", "{}");
        lab.Files.Write($"{MesoSpimLab.Errors}/9999.json", "{}");
        var decision = await lab.DecideAsync();
        Assert.Equal((AttentionKind.StitchingFailed, "4711.json"), (Assert.Single(decision.Reasons).Kind, decision.Reasons[0].Subject));
        Assert.Equal(MesoSpimLab.Start.AddMinutes(10), decision.Current!.Moment);

        lab.Files.Now = MesoSpimLab.Start.AddMinutes(20);
        lab.Write("ims_files/4712.json", "{}");
        Assert.Equal(StageState.Waiting, (await lab.StageAsync(StageKind.Montage)).State);
        lab.Write("ims_files/auto_montage.ims");
        Assert.Equal(ProcessingStatus.Finished, (await lab.DecideAsync()).Status);
    }

    [Fact]
    public async Task A_failure_after_a_montage_counts()
    {
        var lab = new MesoSpimLab().WithTiles();
        lab.Write("ims_files/auto_montage.ims");
        lab.Write("ims_files/4711.json", "{}");
        lab.Files.Now = MesoSpimLab.Start.AddMinutes(10);
        lab.Files.Write($"{MesoSpimLab.Errors}/4711.json", "{}");
        Assert.Equal(StageState.Failed, (await lab.StageAsync(StageKind.Montage)).State);
    }

    [Fact]
    public async Task The_row_is_told_the_file_and_a_summary_that_stays_the_same()
    {
        var lab = new MesoSpimLab().WithTiles("1.561");
        lab.Write("decon/ims_files/auto_montage.ims");
        var fields = (await lab.LookAsync()).Fields;
        Assert.Equal($"{MesoSpimLab.Folder}/decon/ims_files/auto_montage.ims", fields[DatasetField.ImarisFilePath]);
        var text = (string)fields[DatasetField.ProcessingSummary]!;
        Assert.Equal("""{"deconvolved":true,"refractiveIndex":"1.561","tiles":4,"deconFiles":0,"imsFiles":0,"imsExpected":2,"final":"auto_montage.ims"}""", text);
        Assert.Equal(text, MesoSpimProcessingSummary.Read(text)!.Write());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"deconvolved\":1,\"tiles\":\"x\"}")]
    [InlineData("{\"deconvolved\":true,\"tiles\":4,\"opened\":7}")]
    public void A_summary_of_somebody_else_is_none(string? text) => Assert.Null(MesoSpimProcessingSummary.Read(text));
}
