using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;
using MicroStatus.Datasets;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

/// <summary>What the files of a mesoSPIM dataset prove (lab.md §4).</summary>
public class MesoSpimObservationTests
{
    private readonly MesoSpimScene _scene = new();

    private FakeFileTree Tree => _scene.Tree;

    [Fact]
    public void A_full_grid_of_two_channels_is_complete()
    {
        _scene.AddGrid("488", rows: 3, columns: 2);
        _scene.AddGrid("561b", rows: 3, columns: 2);
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Equal((12, 12), (seen.UnitsFinished, seen.UnitsTotal));
        Assert.Empty(seen.Findings);
        Assert.Empty(seen.FindingsWhenQuiet);
        Assert.Empty(seen.Differences);
        Assert.Equal(0, seen.GrowingBytes);
    }

    [Fact]
    public void The_columns_are_text_or_numbers_as_stored()
    {
        _scene.AddGrid("488", rows: 3, columns: 2);
        Tree.Write(MesoSpimScene.Path(0, "488") + "_meta.txt", MesoSpimScene.Metadata(step: "-2.50", start: "20260913-235959", stop: "20260914-190256"));
        Tree.Write(MesoSpimScene.Path(5, "488") + "_meta.txt", MesoSpimScene.Metadata(x: 1000.5, y: 1600, start: "20260914-200000", stop: "20260914-210102"));
        var fields = _scene.LookLater().Fields;
        Assert.Equal(6L, fields[DatasetField.TilesTotal]);
        Assert.Equal(6L, fields[DatasetField.TilesFinished]);
        Assert.Equal(1L, fields[DatasetField.Channels]);
        Assert.Equal(2L, fields[DatasetField.TilesX]);
        Assert.Equal(3L, fields[DatasetField.TilesY]);
        Assert.Equal("0.65", fields[DatasetField.ResolutionXY]);
        Assert.Equal("2.50", fields[DatasetField.ResolutionZ]);
        Assert.Equal("mesoSPIM 1", fields[DatasetField.InstrumentId]);
        Assert.Equal("2026-09-13_23-59-59", fields[DatasetField.ImagingStart]);
        Assert.Equal("2026-09-14_21-01-02", fields[DatasetField.ImagingEnd]);
        var summary = MesoSpimSummary.Read((string?)fields[DatasetField.ImagingSummary]);
        Assert.NotNull(summary);
        Assert.Equal(("btf", 6, 6, 3, 2, "1.561"), (summary.Format, summary.TilesStarted, summary.TilesComplete, summary.Rows, summary.Columns, summary.RefractiveIndex));
        Assert.Null(summary.TilesInTable);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"channels\":null}")]
    public void A_summary_of_somebody_else_is_none(string? json) => Assert.Null(MesoSpimSummary.Read(json));

    [Fact]
    public void The_tile_being_written_is_named_with_its_microscope()
    {
        _scene.AddTile(0, "488", 0, 0);
        _scene.Wait(60);
        _scene.AddTile(1, "488", 0, 800, stopped: false, planes: 2);
        var seen = _scene.Look();
        Assert.Equal("tile 1, channel 488", seen.Where);
        Assert.Equal(16 + (2 * MesoSpimScene.Width * MesoSpimScene.Height * 2), seen.GrowingBytes);
        Assert.Equal((1, null), (seen.UnitsFinished, seen.UnitsTotal));
        Assert.False(seen.Complete);
        Assert.Empty(seen.FindingsWhenQuiet);
        Assert.Null(seen.Fields[DatasetField.TilesTotal]);
        Assert.DoesNotContain(DatasetField.ImagingEnd, seen.Fields);
        Assert.Equal(Tree.Now, seen.NewestChange);
    }

    [Fact]
    public void Without_a_tile_there_is_nothing_to_count()
    {
        Tree.Write($"{MesoSpimScene.Folder}/notes.txt", "none");
        Tree.WriteSize($"{MesoSpimScene.Folder}/table.bin", 5);
        var seen = _scene.LookLater();
        Assert.Equal((0, null), (seen.UnitsFinished, seen.UnitsTotal));
        Assert.False(seen.Complete);
        Assert.Null(seen.Where);
        Assert.Null(seen.NewestChange);
        Assert.Empty(seen.Findings);
        Assert.Empty(seen.FindingsWhenQuiet);
        Assert.DoesNotContain(Tree.Log, call => call.Contains(".bin", StringComparison.Ordinal));
    }

    [Fact]
    public void An_acquisition_table_gives_the_total_from_the_first_minute()
    {
        _scene.AddTable(Enumerable.Range(0, 6).SelectMany(tile => new[] { MesoSpimScene.Name(tile, "488"), MesoSpimScene.Name(tile, "561") }));
        _scene.AddTile(0, "488", 0, 0);
        var seen = _scene.Look();
        Assert.Equal((1, 12), (seen.UnitsFinished, seen.UnitsTotal));
        Assert.Equal(2L, seen.Fields[DatasetField.Channels]);
        Assert.False(seen.Complete);
    }

    [Fact]
    public void Several_tables_are_read_together_and_other_csv_files_are_ignored()
    {
        _scene.AddTile(0, "488", 0, 0);
        _scene.AddTable(MesoSpimScene.Name(0, "488"), MesoSpimScene.Name(1, "488"));
        Tree.Write($"{MesoSpimScene.Folder}/second.csv", $"filename\n{MesoSpimScene.Name(0, "561")}\n");
        Tree.Write($"{MesoSpimScene.Folder}/measure.csv", "a,b\n1,2\n");
        Assert.Equal(3, _scene.Look().UnitsTotal);
    }

    [Fact]
    public void What_a_table_lists_and_nobody_imaged_makes_an_early_end()
    {
        _scene.AddTable(Enumerable.Range(0, 6).Select(tile => MesoSpimScene.Name(tile, "488")));
        _scene.AddGrid("488", rows: 2, columns: 2);
        var seen = _scene.LookLater();
        Assert.False(seen.Complete);
        Assert.Equal((4, 6), (seen.UnitsFinished, seen.UnitsTotal));
        var reason = Assert.Single(seen.FindingsWhenQuiet);
        Assert.Equal((AttentionKind.EndedEarly, string.Empty), (reason.Kind, reason.Subject));
        Assert.Contains("2 of the 6 tiles in acq_table.csv were never started. channel 488: no tiles 4-5.", reason.Text, StringComparison.Ordinal);
        Assert.Equal(["acq_table.csv"], reason.Names);
        Assert.Equal(["channel 488: no tiles 4-5"], seen.Differences, StringComparer.Ordinal);
    }

    [Fact]
    public void Tiles_beyond_the_table_are_told_and_do_not_keep_a_dataset_open()
    {
        _scene.AddTable(Enumerable.Range(0, 4).Select(tile => MesoSpimScene.Name(tile, "488")));
        _scene.AddGrid("488", rows: 2, columns: 2);
        _scene.AddGrid("561", rows: 2, columns: 2);
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Equal((8, 8), (seen.UnitsFinished, seen.UnitsTotal));
        Assert.Equal(["not in the acquisition table: channel 561: tiles 0-3"], seen.Differences, StringComparer.Ordinal);
    }

    // A set: same indices 0..max without a hole in each (channel, shutter, rotation), positions a full rectangle.
    [Theory]
    [InlineData("0@0,0 1@0,1 2@1,0", "channel 488: 2 rows by 2 columns, but no tile at row 2, column 2 (x 1000, y 1000)")]
    [InlineData("0@0,0 2@0,2", "channel 488: no tile 1")]
    [InlineData("1@0,0 2@0,1 4@1,0", "channel 488: no tiles 0, 3")]
    [InlineData("0@0,0 2147483647@0,1", "channel 488: no tiles 1-2147483646")]
    [InlineData("0@0,0 1@0,1 2@0,2", null)]
    [InlineData("0@0,0", null)]
    [InlineData("0@0,0 1@0.0004,1 2@1,0 3@1.0004,1.0004", null)]
    [InlineData("0@0,0 1@0.01,1 2@1,0 3@1,1", "channel 488: 2 rows by 3 columns")]
    public void A_set_without_holes_in_a_full_rectangle_is_complete(string tiles, string? missing)
    {
        foreach (var tile in tiles.Split(' '))
        {
            var parts = tile.Split('@', ',').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            _scene.AddTile((int)parts[0], "488", parts[1] * 1000, parts[2] * 1000);
        }

        var seen = _scene.LookLater();
        Assert.Equal(missing is null, seen.Complete);
        Assert.Equal(missing is null, seen.FindingsWhenQuiet.Count == 0);
        if (missing is not null)
        {
            Assert.Contains(seen.FindingsWhenQuiet, reason => reason.Kind == AttentionKind.EndedEarly && reason.Text.Contains(missing, StringComparison.Ordinal));
            Assert.Contains(seen.Differences, line => line.StartsWith(missing, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Shutters_and_rotations_are_sets_of_their_own()
    {
        _scene.AddGrid("488", rows: 2, columns: 1, shutter: 0);
        _scene.AddGrid("488", rows: 2, columns: 1, shutter: 1);
        _scene.AddGrid("488", rows: 2, columns: 1, shutter: 0, rotation: 180);
        Assert.True(_scene.LookLater().Complete);

        _scene.AddTile(0, "488", 0, 0, shutter: 1, rotation: 180);
        var seen = _scene.LookLater();
        Assert.False(seen.Complete);
        Assert.Equal(["channel 488, shutter 1, rotation 180: no tile 1"], seen.Differences, StringComparer.Ordinal);
        Assert.Equal("tile 0, channel 488, shutter 1, rotation 180", seen.Where);
    }

    [Fact]
    public void A_channel_added_later_opens_the_dataset_again()
    {
        _scene.AddGrid("488", rows: 2, columns: 2);
        Assert.True(_scene.LookLater().Complete);

        _scene.AddTile(0, "561b", 0, 0, stopped: false, planes: 1);
        var opened = _scene.Look();
        Assert.True(opened.Changed);
        Assert.False(opened.Complete);
        Assert.Equal(2L, opened.Fields[DatasetField.Channels]);
        Assert.Null(opened.UnitsTotal);

        _scene.AddGrid("561b", rows: 2, columns: 2);
        var closed = _scene.LookLater();
        Assert.True(closed.Complete);
        Assert.Equal(8, closed.UnitsTotal);
    }

    [Fact]
    public void A_table_that_may_not_be_read_is_told()
    {
        _scene.AddTile(0, "488", 0, 0);
        _scene.AddTable(MesoSpimScene.Name(0, "488"));
        Tree.Deny($"{MesoSpimScene.Folder}/acq_table.csv");
        var seen = _scene.LookLater();
        Assert.Equal(["acq_table.csv was not read: access to it is denied"], seen.Differences, StringComparer.Ordinal);
    }

    [Fact]
    public void Strays_projections_and_links_never_count()
    {
        _scene.AddGrid("488", rows: 2, columns: 1);
        foreach (var name in new[] { "Thumbs.db", ".DS_Store", "x.tmp", "KC34.ome.zarr.xml", "table.bin", ".KC34_Tile5_Ch488_Sh0_Rot0.btf", "~$KC34_Tile6_Ch488_Sh0_Rot0.btf" })
        {
            Tree.WriteSize($"{MesoSpimScene.Folder}/{name}", 1);
        }

        Tree.WriteSize($"{MesoSpimScene.Folder}/MAX_KC34_Tile9_Ch488_Sh0_Rot0.btf", 1);
        Tree.AddLink(MesoSpimScene.Path(7, "488"));
        Tree.AddFolder(MesoSpimScene.Path(8, "488"));
        var seen = _scene.LookLater();
        Assert.True(seen.Complete);
        Assert.Equal(2, seen.UnitsTotal);
    }

    [Fact]
    public void The_same_tile_twice_needs_a_person()
    {
        _scene.AddTile(0, "488", 0, 0);
        var copy = $"{MesoSpimScene.Folder}/copy 'of' \"it\"\n🧠_Tile0_Ch488_Sh0_Rot0.btf";
        Tree.WriteTiff(copy, MesoSpimScene.Width, MesoSpimScene.Height, MesoSpimScene.Planes);
        Tree.Write(copy + "_meta.txt", MesoSpimScene.Metadata());
        var seen = _scene.LookLater();
        Assert.False(seen.Complete);
        var reason = Assert.Single(seen.FindingsWhenQuiet);
        var text = reason.Text;
        Assert.All(reason.Names.Append("tile 0, channel 488 is there more than once"), part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal(2, reason.Names.Count);
        Assert.Contains("copy 'of' \"it\"?🧠", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vanished_folder_is_told_as_the_seam_says()
    {
        Tree.Delete(MesoSpimScene.Folder);
        Assert.Throws<DirectoryNotFoundException>(() => _scene.Look());
    }

    [Fact]
    public void A_folder_that_refuses_access_is_told_as_the_seam_says()
    {
        _scene.AddTile(0, "488", 0, 0);
        Tree.Deny(MesoSpimScene.Folder);
        Assert.Throws<UnauthorizedAccessException>(() => _scene.Look());
    }

    [Fact]
    public void A_file_that_vanishes_during_the_look_is_not_there()
    {
        _scene.AddGrid("488", rows: 2, columns: 1);
        var gone = MesoSpimScene.Path(1, "488");
        Tree.BeforeCall = path =>
        {
            if (path == gone + "_meta.txt")
            {
                Tree.BeforeCall = null;
                Tree.Delete(gone);
                Tree.Delete(gone + "_meta.txt");
            }
        };
        Assert.Equal(1, _scene.LookLater().UnitsFinished);
        Assert.Equal((1, 1), (_scene.LookLater().UnitsFinished, _scene.Look().UnitsTotal));
    }

    [Fact]
    public void Settings_decide_what_a_tile_is_called()
    {
        var scene = new MesoSpimScene(new MesoSpimSettings { TilePattern = "T(?<tile>[0-9])C(?<channel>[0-9]+)S(?<shutter>[0-9])R(?<rotation>[0-9])", TileEnding = ".tif8" });
        scene.Tree.WriteTiff($"{MesoSpimScene.Folder}/T0C488S0R0.tif8", 10, 8, 4);
        scene.Tree.Write($"{MesoSpimScene.Folder}/T0C488S0R0.tif8_meta.txt", MesoSpimScene.Metadata());
        Assert.True(scene.LookLater().Complete);
    }
}
