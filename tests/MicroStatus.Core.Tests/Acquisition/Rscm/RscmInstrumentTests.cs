using System.Text;
using CsCheck;
using MicroStatus.Acquisition;
using MicroStatus.Acquisition.Rscm;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Acquisition.Rscm;

/// <summary>lab.md §3: layers, colours, ribbons, totals, broken ribbons.</summary>
public class RscmInstrumentTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_dataset_is_complete_when_every_layer_has_its_ribbons_in_each_colour()
    {
        var scene = new RscmScene(layers: 3, ribbons: 4);
        scene.ImageLayers(2, 0, 4, "405", "488");
        scene.Wait(Minute);

        var observation = scene.Look();

        Assert.True(observation.Complete);
        Assert.Equal((24, 24), (observation.UnitsFinished, observation.UnitsTotal));
        Assert.Equal(2L, observation.Fields[DatasetField.Channels]);
        Assert.Equal(3L, observation.Fields[DatasetField.ZLayersTotal]);
        Assert.Equal(0L, observation.Fields[DatasetField.ZLayersCurrent]);
        Assert.Equal(0L, observation.Fields[DatasetField.ZLayersChecked]);
        Assert.Equal("VS4510ML", observation.Fields[DatasetField.InstrumentId]);
        Assert.Equal("2026-09-14_08-00-00", observation.Fields[DatasetField.ImagingStart]);
        Assert.Empty(observation.Differences);
    }

    [Fact]
    public void The_same_number_of_ribbons_in_the_wrong_places_is_not_complete()
    {
        var scene = new RscmScene(layers: 2, ribbons: 2);
        scene.Image(1, "405", 0, 1);
        scene.Image(0, "405", 0);
        scene.Files.WriteTiff(RscmScene.Ribbon(0, "405", 7), 48, 16, 1);
        scene.Wait(Minute);

        var observation = scene.Look();

        Assert.False(observation.Complete);
        Assert.Equal(3, observation.UnitsFinished);
        Assert.Contains("layer 0, colour 405: missing column 1", observation.Differences);
    }

    [Fact]
    public void A_gap_above_the_layer_being_imaged_is_named()
    {
        var scene = new RscmScene(layers: 4, ribbons: 2);
        scene.Image(3, "405", 0, 1);
        scene.Image(2, "405", 1);
        scene.Image(1, "405", 0);

        var observation = scene.Look();

        Assert.Equal("z-layer 1", observation.Where);
        Assert.Equal(
            ["layer 2, colour 405: missing column 0", "layer 1, colour 405: missing column 1"],
            observation.Differences);
    }

    [Fact]
    public void A_colour_that_appears_later_raises_the_total_and_reopens_what_was_complete()
    {
        var scene = new RscmScene(layers: 2, ribbons: 3);
        scene.ImageLayers(1, 0, 3, "405");
        scene.Wait(Minute);
        Assert.True(scene.Look().Complete);

        scene.Image(1, "561", 0);
        var observation = scene.Look();

        Assert.False(observation.Complete);
        Assert.Equal((7, 12), (observation.UnitsFinished, observation.UnitsTotal));
        Assert.True(observation.Changed);
    }

    [Fact]
    public void Layers_are_numbers_beyond_999_and_not_texts()
    {
        var scene = new RscmScene(layers: 1200, ribbons: 1);
        scene.Image(1199, "405", 0);
        scene.Image(1000, "405", 0);
        scene.Image(999, "405", 0);
        scene.Image(2, "405", 0);

        Assert.Equal(2L, scene.Look().Fields[DatasetField.ZLayersCurrent]);
    }

    [Fact]
    public void Folders_of_layers_prove_nothing_before_the_first_ribbon()
    {
        var scene = new RscmScene(layers: 2, ribbons: 2);
        scene.Files.AddFolder(RscmScene.Path + "/8257_layer000");
        scene.Files.Write(RscmScene.Path + "/8257_layer001/vs_slm_series.dat", "<x/>");

        var observation = scene.Look();

        Assert.Equal((0, (int?)null), (observation.UnitsFinished, observation.UnitsTotal));
        Assert.Equal(1L, observation.Fields[DatasetField.ZLayersCurrent]);
        Assert.Null(observation.NewestChange);
    }

    [Fact]
    public void Stray_files_never_count_as_ribbons()
    {
        var scene = new RscmScene(layers: 1, ribbons: 2);
        scene.Image(0, "405", 0);
        foreach (var stray in (string[])["Thumbs.db", ".DS_Store", ".8257_layer000_405_col001.tif", "8257_layer000_405_col001.tif.part", "~$col001.tif"])
        {
            scene.Files.Write($"{RscmScene.Images(0, "405")}/{stray}", "x");
        }

        var observation = scene.Look();

        Assert.Equal(1, observation.UnitsFinished);
        Assert.False(observation.Complete);
    }

    [Fact]
    public void Folders_that_are_no_wavelength_are_no_colours()
    {
        var scene = new RscmScene(layers: 1, ribbons: 1);
        scene.Image(0, "405", 0);
        scene.Image(0, "4055", 0);
        scene.Image(0, "preview", 0);

        Assert.Equal(1L, scene.Look().Fields[DatasetField.Channels]);
    }

    [Fact]
    public void A_broken_ribbon_stays_open_until_its_file_has_changed_and_passed()
    {
        var scene = new RscmScene(layers: 1, ribbons: 2);
        scene.Image(0, "405", 0);
        scene.Files.WriteTiff(RscmScene.Ribbon(0, "405", 1), 48, 16, 1, "truncated: 100 bytes");
        scene.Wait(Minute);

        var finding = Assert.Single(scene.Look().Findings);
        Assert.Equal(AttentionKind.BrokenFile, finding.Kind);
        Assert.Equal("8257_layer000/405/images/8257_layer000_405_col001.tif", finding.Subject);
        Assert.Contains("truncated: 100 bytes", finding.Text, StringComparison.Ordinal);
        Assert.Equal("z-layer 0, colour 405", finding.Where);
        Assert.Equal(["8257_layer000_405_col001.tif"], finding.Names);
        scene.Wait(TimeSpan.FromDays(2));
        _ = Assert.Single(scene.Look().Findings);

        scene.Files.WriteTiff(RscmScene.Ribbon(0, "405", 1), 48, 16, 1);
        _ = Assert.Single(scene.Look().Findings); // written just now: not judged yet
        scene.Wait(Minute);
        var mended = scene.Look();

        Assert.Empty(mended.Findings);
        Assert.True(mended.Complete);
    }

    [Fact]
    public void Ribbons_are_judged_when_their_layer_is_complete_and_never_while_fresh()
    {
        var scene = new RscmScene(layers: 2, ribbons: 2);
        scene.Image(1, "405", 0);
        scene.Wait(Minute);
        _ = scene.Look();
        Assert.Equal(0, scene.Files.HeaderCalls);

        scene.Image(1, "405", 1);
        Assert.False(scene.Look().Complete);
        scene.Wait(Minute);
        _ = scene.Look();

        Assert.Equal(2, scene.Files.HeaderCalls);
        _ = scene.Look();
        Assert.Equal(0, scene.Files.HeaderCalls);
    }

    [Fact]
    public void An_unchanged_look_at_400_layers_costs_32_calls_at_most_and_remembers_the_same_bytes()
    {
        var scene = new RscmScene(layers: 400, ribbons: 20);
        scene.ImageLayers(399, 200, 20, "405", "488", "561");
        scene.Wait(Minute);
        var first = scene.Look();

        var second = scene.Look();

        Assert.InRange(scene.Files.Calls, 1, 32);
        Assert.Equal(0, scene.Files.ListCalls);
        Assert.Same(first.Memory, second.Memory);
        Assert.False(second.Changed);
        Assert.Equal(12000, second.UnitsFinished);
    }

    [Fact]
    public void One_new_ribbon_is_seen_at_the_cost_of_one_listing()
    {
        var scene = new RscmScene(layers: 400, ribbons: 20);
        scene.ImageLayers(399, 201, 20, "405", "488", "561");
        scene.Image(200, "405", 0);
        scene.Wait(Minute);
        var before = scene.Look();
        scene.Image(200, "405", 1);
        scene.Wait(Minute);

        var after = scene.Look();

        Assert.Equal(before.UnitsFinished + 1, after.UnitsFinished);
        Assert.Equal(1, scene.Files.ListCalls);
        Assert.InRange(scene.Files.Calls, 1, 34);
    }

    [Theory]
    [InlineData(399)]
    [InlineData(250)]
    [InlineData(7)]
    public void A_ribbon_in_any_layer_is_seen_by_a_full_listing(int layer)
    {
        var scene = new RscmScene(layers: 400, ribbons: 3);
        scene.ImageLayers(399, 200, 2, "405");
        scene.Wait(Minute);
        var before = scene.Look().UnitsFinished;
        scene.Image(layer, "405", 2);

        Assert.Equal(before + 1, scene.Look(full: true).UnitsFinished);
    }

    [Fact]
    public void Sampling_sees_a_change_anywhere_within_some_checks()
    {
        var scene = new RscmScene(layers: 60, ribbons: 2);
        scene.ImageLayers(59, 20, 2, "405");
        scene.Wait(Minute);
        var before = scene.Look().UnitsFinished;
        scene.Files.Delete(RscmScene.Ribbon(50, "405", 1));

        var looks = 0;
        do
        {
            scene.Wait(5 * Minute);
            looks++;
        }
        while (scene.Look().UnitsFinished == before && looks < 200);

        Assert.InRange(looks, 1, 199);
    }

    [Fact]
    public void A_change_within_the_grain_of_folder_times_is_not_missed()
    {
        var scene = new RscmScene(layers: 1, ribbons: 2);
        scene.Image(0, "405", 0);
        _ = scene.Look();
        scene.Image(0, "405", 1); // the same second as the listing: the folder's time may not tell

        Assert.Equal(2, scene.Look().UnitsFinished);
    }

    [Fact]
    public void Damaged_memory_costs_a_full_look_and_nothing_else()
    {
        var scene = new RscmScene(layers: 2, ribbons: 2);
        scene.ImageLayers(1, 0, 2, "405");
        scene.Wait(Minute);
        var expected = scene.Look();

        Gen.Byte.Array[0, 200].Sample(garbage =>
        {
            scene.Damage(_ => garbage);
            Assert.Equal(expected.UnitsFinished, scene.Look().UnitsFinished);
        });
        scene.Forget();
        _ = scene.Look();
        scene.Damage(memory => memory[..(memory.Length / 2)]);
        Assert.Equal(expected.UnitsFinished, scene.Look().UnitsFinished);
    }

    [Fact]
    public void Counts_read_once_stand_while_the_metadata_is_damaged()
    {
        var scene = new RscmScene(layers: 2, ribbons: 2);
        scene.ImageLayers(1, 1, 2, "405");
        _ = scene.Look();
        scene.Files.Write(RscmScene.Metadata, "<vs_ser");
        scene.Wait(Minute);

        var observation = scene.Look();

        Assert.Equal(4, observation.UnitsTotal);
        Assert.Equal(AttentionKind.Metadata, Assert.Single(observation.Findings).Kind);
    }

    [Fact]
    public void Missing_metadata_needs_a_person_and_metadata_just_being_written_does_not()
    {
        var scene = new RscmScene();
        scene.Files.Write(RscmScene.Metadata, string.Empty);
        Assert.Empty(scene.Look().Findings);
        scene.Wait(Minute);
        Assert.Contains("is empty", Assert.Single(scene.Look().Findings).Text, StringComparison.Ordinal);

        scene.Files.Delete(RscmScene.Metadata);
        Assert.Contains("is not there", Assert.Single(scene.Look().Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metadata_file_of_a_gigabyte_is_not_read()
    {
        var scene = new RscmScene();
        scene.Files.WriteSize(RscmScene.Metadata, 1L << 30);
        scene.Wait(Minute);

        Assert.Contains("has more than 16777216 bytes", Assert.Single(scene.Look().Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_vanishes_during_the_look_is_the_documented_exception()
    {
        var scene = new RscmScene();
        scene.Files.Delete(RscmScene.Metadata);
        scene.Files.Delete(RscmScene.Path);

        _ = Assert.Throws<DirectoryNotFoundException>(() => scene.Look());
    }

    [Fact]
    public void A_layer_that_vanishes_during_the_look_is_missing_and_nothing_fails()
    {
        var scene = new RscmScene(layers: 2, ribbons: 1);
        scene.ImageLayers(1, 0, 1, "405");
        scene.Wait(Minute);
        _ = scene.Look();
        scene.Files.Delete(RscmScene.Path + "/8257_layer000");

        var observation = scene.Look();

        Assert.Equal(1, observation.UnitsFinished);
        Assert.False(observation.Complete);
    }

    [Theory]
    [InlineData("8257_try2_stack1", true)]
    [InlineData("try2", false)]
    public void A_dataset_has_stack_in_its_name_and_metadata_in_its_folder(string name, bool expected)
    {
        var instrument = new RscmInstrument(new StatusSettings(), new FakeFileTree(default), new FakeFileTree(default));
        FolderEntry[] entries = [new("vs_series.dat", EntryKind.File), new("x_layer000", EntryKind.Folder)];

        Assert.Equal(expected, instrument.IsDataset(name, entries));
        Assert.False(instrument.IsDataset(name, entries[1..]));
    }

    [Theory]
    [InlineData("<a/>", "has no stack_slice_count")]
    [InlineData("", "is empty")]
    [InlineData("<vs_series><stack_slice_count>5", "is no complete XML")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x><stack_slice_count>&e;</stack_slice_count></x>", "is no complete XML")]
    [InlineData("<x><stack_slice_count>0</stack_slice_count><grid_cols>4</grid_cols></x>", "stack_slice_count is '0'")]
    [InlineData("<x><stack_slice_count>5</stack_slice_count><grid_cols>-4</grid_cols></x>", "grid_cols is '-4'")]
    [InlineData("<x><stack_slice_count>99999999999999</stack_slice_count><grid_cols>4</grid_cols></x>", "stack_slice_count is '99999999999999'")]
    [InlineData("<x><stack_slice_count>4.5</stack_slice_count><grid_cols>4</grid_cols></x>", "stack_slice_count is '4.5'")]
    public void Damaged_metadata_is_said_in_words(string xml, string expected) =>
        Assert.Contains(expected, VsSeriesReader.Read(Encoding.UTF8.GetBytes(xml)).Problem, StringComparison.Ordinal);

    [Fact]
    public void Elements_are_found_wherever_they_stand()
    {
        var series = VsSeriesReader.Read(Encoding.UTF8.GetBytes(
            "<a><b><c><grid_cols> 7 </grid_cols></c></b><d><device>VS4510ML</device></d><stack_slice_count>12</stack_slice_count></a>"));

        Assert.Equal(new VsSeries(12, 7, "VS4510ML", null), series);
    }

    [Fact]
    public void No_garbage_makes_the_metadata_reader_throw()
    {
        var template = Encoding.UTF8.GetBytes(RscmScene.Xml(5, 4, "VS4510ML"));
        Gen.Byte.Array[0, 300].Sample(garbage => _ = VsSeriesReader.Read(garbage));
        Gen.Select(Gen.Int[0, template.Length - 1], Gen.Byte).Array[1, 8].Sample(edits =>
        {
            var damaged = (byte[])template.Clone();
            foreach (var (at, value) in edits)
            {
                damaged[at] = value;
            }

            _ = VsSeriesReader.Read(damaged);
        });
        Gen.Int[0, template.Length].Sample(length => _ = VsSeriesReader.Read(template[..length]));
    }

    [Fact]
    public void Columns_may_count_from_one()
    {
        var scene = new RscmScene(layers: 1, ribbons: 2);
        scene.Image(0, "405", 1, 2);
        scene.Wait(Minute);

        Assert.True(scene.Look().Complete);
    }
}
