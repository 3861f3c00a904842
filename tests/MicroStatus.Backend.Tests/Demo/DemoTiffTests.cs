using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tiles;

namespace MicroStatus.Backend.Tests.Demo;

public sealed class DemoTiffTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(false, 48, 16)]
    [InlineData(true, 32, 32)]
    [InlineData(true, 7, 5)]
    public void A_written_file_has_a_sound_head(bool big, int width, int height)
    {
        File.WriteAllBytes(_file, DemoTiff.Write(big, width, height, 0.65, [new ushort[width * height]]));

        var header = new TiffHeaderReader().Read(_file);

        Assert.Null(header.Fault);
        Assert.Equal((width, height, 16), (header.Width, header.Height, header.BitsPerSample));
    }

    [Fact]
    public void Every_plane_of_a_big_file_is_found_by_its_links()
    {
        var planes = Enumerable.Range(1, 4).Select(p => Enumerable.Range(0, 6).Select(i => (ushort)((p * 1000) + i)).ToArray()).ToList();

        Assert.Equal(planes, Read(DemoTiff.Write(big: true, 3, 2, 1.53, planes), 6));
    }

    [Fact]
    public void A_growing_file_changes_nothing_but_the_link_of_its_last_plane()
    {
        var planes = Enumerable.Range(0, 4).Select(p => new ushort[32 * 32]).ToList();
        var three = DemoTiff.Write(big: true, 32, 32, 1.53, planes[..3]);
        var four = DemoTiff.Write(big: true, 32, 32, 1.53, planes);

        Assert.InRange(three.Zip(four).Count(b => b.First != b.Second), 1, 8);
    }

    [Fact]
    public void A_file_without_planes_is_a_header_alone() =>
        Assert.Equal(16, DemoTiff.Write(big: true, 32, 32, 1.53, []).Length);

    // BigTIFF as its specification has it: offset of the first directory at 8; a directory is a count, 20 bytes an entry, and the next one's offset.
    private static List<ushort[]> Read(byte[] file, int pixels)
    {
        var planes = new List<ushort[]>();
        for (var at = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(8)); at != 0;)
        {
            var entries = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            for (var i = 0; i < entries; i++)
            {
                var entry = file.AsSpan(at + 8 + (20 * i), 20);
                if (BinaryPrimitives.ReadUInt16LittleEndian(entry) == 273)
                {
                    var offset = (int)BinaryPrimitives.ReadInt64LittleEndian(entry[12..]);
                    planes.Add(MemoryMarshal.Cast<byte, ushort>(file.AsSpan(offset, pixels * 2)).ToArray());
                }
            }

            at = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at + 8 + (20 * entries)));
        }

        return planes;
    }
}
