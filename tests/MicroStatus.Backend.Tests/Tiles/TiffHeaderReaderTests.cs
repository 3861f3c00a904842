using CsCheck;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

public sealed class TiffHeaderReaderTests : IDisposable
{
    private static readonly Gen<byte[]> Whole =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 9], Gen.Bool, (big, bigEndian, width, height, pieces, tiled) =>
            TiffBytes.Write(big, bigEndian, width, height, pieces, tiled));

    private readonly string _folder = Directory.CreateTempSubdirectory("tiff").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    public void A_whole_file_passes_and_tells_its_size_whatever_its_kind(bool big, bool bigEndian, bool tiled)
    {
        for (var pieces = 1; pieces <= 2000; pieces = (pieces * 3) + 1)
        {
            var header = Read(TiffBytes.Write(big, bigEndian, 50, 40, pieces, tiled));

            Assert.Equal((null, 50, 40, 16), (header.Fault, header.Width, header.Height, header.BitsPerSample));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tables_of_short_numbers_inside_their_entry_are_read(bool bigEndian) =>
        Assert.Null(Read(TiffBytes.Write(big: false, bigEndian, 10, 10, 2, shortTables: true)).Fault);

    [Fact]
    public void A_file_cut_anywhere_is_broken_and_never_an_exception() =>
        Gen.Select(Whole, Gen.Double[0, 1]).Sample(
            (file, where) => Read(file[..(int)(where * (file.Length - 1))]).Fault is not null,
            iter: 2000,
            threads: 1);

    [Fact]
    public void A_file_with_damaged_bytes_never_gives_an_exception() =>
        Gen.Select(Whole, Gen.Select(Gen.Int[0, 250], Gen.Byte).Array[1, 12]).Sample(
            (file, damage) =>
            {
                foreach (var (at, value) in damage)
                {
                    file[at % file.Length] = value;
                }

                Assert.Equal(file.Length, Read(file).Length);
            },
            iter: 4000,
            threads: 1);

    [Fact]
    public void Random_bytes_are_broken_and_never_an_exception() =>
        Gen.Byte.Array[0, 300].Sample(file => Read(file).Fault is not null, iter: 2000, threads: 1);

    [Theory]
    [InlineData("II*\0\u0008\0\0\0", "truncated: its directory lies beyond the end")]
    [InlineData("", "0 bytes")]
    [InlineData("II*", "truncated: 3 bytes")]
    [InlineData("II*\0\0\0\0\0", "no image in it")]
    [InlineData("IM*\0\u0008\0\0\0", "no TIFF signature")]
    [InlineData("PK\u0003\u0004aaaaaaaaaa", "no TIFF signature")]
    public void What_is_wrong_is_said(string content, string fault) =>
        Assert.Equal(fault, Read(System.Text.Encoding.Latin1.GetBytes(content)).Fault);

    [Fact]
    public void Zeros_where_a_ribbon_should_be_are_broken() => Assert.NotNull(Read(new byte[100_000]).Fault);

    [Fact]
    public void Image_data_that_overlaps_the_end_by_one_byte_is_broken()
    {
        var file = TiffBytes.Write(big: false, bigEndian: false, 20, 20, 4);

        Assert.StartsWith("truncated", Read(file[..^1]).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_data_may_be_shorter_than_its_pixels() =>
        Assert.Null(Read(TiffBytes.Write(big: false, bigEndian: false, 20, 20, 4, compression: 5)).Fault);

    [Fact]
    public void A_directory_at_the_end_of_a_large_file_is_found()
    {
        var path = Path.Join(_folder, "large.tif");
        var file = TiffBytes.Write(big: true, bigEndian: false, 20, 20, 4);
        const long Shift = 5L << 30;
        BitConverter.TryWriteBytes(file.AsSpan(8), Shift + 16);
        using (var stream = new FileStream(path, FileMode.Create))
        {
            stream.Write(file);
            stream.Position = Shift;
            stream.Write(file);
        }

        Assert.Equal((20, 20), (new TiffHeaderReader().Read(path).Width, new TiffHeaderReader().Read(path).Height));
    }

    [Fact]
    public void A_folder_and_a_pipe_are_no_files_and_nothing_waits()
    {
        Assert.Equal("no regular file", new TiffHeaderReader().Read(_folder).Fault);
        Assert.Throws<FileNotFoundException>(() => new TiffHeaderReader().Read(Path.Join(_folder, "none.tif")));
        Assert.Equal("no regular file", new TiffHeaderReader().Read("/dev/zero").Fault);
    }

    private TiffHeader Read(byte[] content)
    {
        var path = Path.Join(_folder, "a.tif");
        File.WriteAllBytes(path, content);
        return new TiffHeaderReader().Read(path);
    }
}
