using System.Text;
using CsCheck;
using MicroStatus.Acquisition.MesoSpim;
using MicroStatus.Configuration;

namespace MicroStatus.Core.Tests.Acquisition.MesoSpim;

public class AcquisitionTableTests
{
    private const string First = "KC34_Mag4x_Tile0_Ch488_Sh0_Rot0.btf";
    private const string Second = "KC34_Mag4x_Tile1_Ch488_Sh0_Rot0.btf";

    private static readonly AcquisitionTable Table = new(new MesoSpimSettings(), new TileNameParser(new MesoSpimSettings()));

    // lab.md §4: a row a tile, column `filename`.
    [Theory]
    [InlineData($"x,filename\r\n1,{First}\r\n2,{Second}\r\n", 2)]
    [InlineData($"x,filename\n1,{First}\n2,{Second}", 2)]
    [InlineData($"\r\n\r\nFilename \r\n{First}\r\n", 1)]
    [InlineData($"\uFEFFfilename,x\n{First},1\n", 1)]
    [InlineData($"\"a,b\",\"filename\"\n\"1,\"\"2\"\"\n3\",\"{First}\"\n", 1)]
    [InlineData($"size,filename\n5\" lens,{First}\n6,{Second}\n", 2)]
    [InlineData($"filename\nZ:\\data\\{First}\n/data/{Second}\n", 2)]
    [InlineData($"filename,x\n{First},1\n{First},2\n", 1)]
    [InlineData($"a,filename\nshort\n1,{First}\n,,,,,\n", 1)]
    [InlineData("filename\nMag4_Tile0_Ch488_Flt_Sh0_Rot0.ome.zarr\nKC34.ome.zarr\n", 1)]
    public void Tiles_of_a_table_are_listed_once(string csv, int expected) => Assert.Equal(expected, Read(csv)?.Count);

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("filename\n")]
    [InlineData("filename\nKC34.ome.zarr\nKC34_Tile0_Ch488_Sh0_Rot0.tif\n")]
    [InlineData("\"filename\n")]
    [InlineData($"a,b\nfilename,c\n{First},1\n")]
    public void What_is_no_table_of_tiles_is_none(string csv) => Assert.Null(Read(csv));

    [Fact]
    public void A_row_of_commas_alone_is_bounded() => Assert.Null(Read(new string(',', 1_000_000)));

    [Fact]
    public void No_bytes_make_it_fail() =>
        Gen.OneOf(new[] { "filename", ",", "\"", "\n", "\r\n", First, "é", "\0", " " }.Select(Gen.Const).ToArray()).Array[0, 40].Sample(parts => Read(string.Concat(parts)) is not { Count: 0 });

    [Fact]
    public void No_garbage_makes_it_fail() => Gen.Byte.Array[0, 300].Sample(bytes => Table.Read(bytes) is not { Count: 0 });

    private static IReadOnlyList<TileName>? Read(string csv) => Table.Read(Encoding.UTF8.GetBytes(csv));
}
