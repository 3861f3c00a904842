using MicroStatus.Acquisition;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;
using MicroStatus.Core.Tests.Fakes;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

public class TileNameTests
{
    private static readonly TileNameParser Parser = new(new MesoSpimSettings());

    // lab.md §4: parts between Ch and Sh vary with the version; 561b is a channel.
    [Theory]
    [InlineData("KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.btf", 0, "488", 0, 0)]
    [InlineData("KC34_Mag4x_Tile12_Ch488_Flt515LP_Sh1_Rot90.btf", 12, "488", 1, 90)]
    [InlineData("KC34_Mag4x_Tile3_Ch561b_Flt508_520-35_Sh0_Rot0.btf", 3, "561b", 0, 0)]
    [InlineData("Mag4_Tile0_Ch488_Flt515LP_Sh0_Rot0.ome.zarr", 0, "488", 0, 0)]
    [InlineData("a'b\"c\n$(d) 🧠_Tile7_Ch405_Sh0_Rot180.btf", 7, "405", 0, 180)]
    [InlineData("Müller_Tile007_Ch488_Sh00_Rot00.btf", 7, "488", 0, 0)]
    [InlineData("x_Tile0_Ch488_Shrimp_Sh2_Rot0.btf", 0, "488", 2, 0)]
    public void A_tile_is_found_in_its_name(string name, int tile, string channel, int shutter, int rotation)
    {
        Assert.True(Parser.TryParse(name, out var found));
        Assert.Equal(new TileName(tile, channel, shutter, rotation), found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("KC34_Mag4x_Ch488_Ch561.ome.zarr")]
    [InlineData("KC34_Tile_Ch488_Sh0_Rot0.btf")]
    [InlineData("KC34_Tile0_Ch_Sh0_Rot0.btf")]
    [InlineData("KC34_Tile0_Ch488_Rot0.btf")]
    [InlineData("KC34_Tile99999999999_Ch488_Sh0_Rot0.btf")]
    [InlineData("KC34_tile0_ch488_sh0_rot0.btf")]
    public void Other_names_are_no_tiles(string name) => Assert.False(Parser.TryParse(name, out _));

    [Fact]
    public void A_pattern_that_does_not_come_to_an_end_is_named()
    {
        var parser = new TileNameParser(new MesoSpimSettings { TilePattern = @"^(?<tile>(\d+)+)+x$" });
        var error = Assert.Throws<StatusException>(() => parser.TryParse(new string('1', 200), out _));
        Assert.Equal("TilePatternTooSlow", error.ErrorId);
    }

    [Fact]
    public void Channels_sort_as_numbers()
    {
        string[] channels = ["1064", "561b", "488", "561", "0405"];
        Assert.Equal(["0405", "488", "561", "561b", "1064"], channels.Order(TileOrder.Channels), StringComparer.Ordinal);
    }

    // Names alone decide whether a folder is a dataset.
    [Theory]
    [InlineData(true, "KC34", "f:KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.btf")]
    [InlineData(true, "KC34", "f:KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.btf_meta.txt")]
    [InlineData(true, "KC34", "d:g.ome.zarr", "f:g.ome.zarr_Mag4_Tile0_Ch488_Sh0_Rot0.ome.zarr_meta.txt")]
    [InlineData(true, "KC34", "f:Thumbs.db", "f:x.csv", "f:a_Tile0_Ch488_Sh0_Rot0.btf")]
    [InlineData(false, "g.ome.zarr", "d:Mag4_Tile0_Ch488_Sh0_Rot0.ome.zarr")]
    [InlineData(false, "g.ome.zarr", "f:a_Tile0_Ch488_Sh0_Rot0.btf")]
    [InlineData(false, "CL12", "d:KC34", "d:KC35", "f:acq_table.csv")]
    [InlineData(false, "CL12", "d:export.ome.zarr", "d:KC35")]
    [InlineData(false, "maxips", "f:MAX_KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.btf.tif", "f:MAX_a_Tile0_Ch488_Sh0_Rot0.btf")]
    [InlineData(false, "KC34", "f:._KC34_Tile0_Ch488_Sh0_Rot0.btf", "f:notes.btf", "f:notes_meta.txt")]
    [InlineData(false, "KC34", "l:KC34_Tile0_Ch488_Sh0_Rot0.btf", "d:KC34_Tile0_Ch488_Sh0_Rot0.btf")]
    [InlineData(false, "KC34")]
    public void A_dataset_is_known_by_its_first_tile(bool expected, string name, params string[] entries)
    {
        var tree = new FakeFileTree(DateTimeOffset.UnixEpoch);
        var instrument = new MesoSpimInstrument(new(), new(), tree, tree);
        var listed = entries.Select(entry => new FolderEntry(entry[2..], entry[0] switch
        {
            'f' => EntryKind.File,
            'd' => EntryKind.Folder,
            _ => EntryKind.Link,
        })).ToList();
        Assert.Equal(expected, instrument.IsDataset(name, listed));
        Assert.Equal(0, tree.Calls);
    }
}
