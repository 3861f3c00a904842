using System.Diagnostics;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>Chains of directories that are not what they should be.</summary>
public sealed class TiffChainTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder _folder = new();
    private readonly TiffFiles _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Planes_are_counted_in_classic_and_big_files(bool big)
    {
        var file = Examine(Planes(big, 5));

        Assert.Empty(file.Faults);
        Assert.Equal((5, "6 × 4 uint16"), (file.Planes, file.Shape?.ToString()));
    }

    [Theory]
    [InlineData(false, 1, 0, TiffFaultKind.Loop, "directory 0 points to itself")]
    [InlineData(true, 5, 4, TiffFaultKind.Loop, "directory 4 points to itself")]
    [InlineData(false, 5, 0, TiffFaultKind.Loop, "directory 4 points back to directory 0")]
    [InlineData(true, 3, 1, TiffFaultKind.Loop, "directory 2 points back to directory 1")]
    public void A_loop_is_named(bool big, int link, int target, TiffFaultKind kind, string text)
    {
        var content = Planes(big, 5);
        var places = new TiffPlaces(content);
        places.Write(places.Links[link], places.Width, (ulong)places.Directories[target]);

        var file = Examine(content);

        Assert.Equal([new TiffFault(kind, link, text)], file.Faults);
        Assert.Null(file.Planes);
    }

    [Theory]
    [InlineData(false, 4, TiffFaultKind.BrokenChain, "a directory at byte 4, inside the header")]
    [InlineData(true, 8, TiffFaultKind.BrokenChain, "a directory at byte 8, inside the header")]
    [InlineData(false, 1 << 30, TiffFaultKind.Truncated, "truncated: its directory lies beyond the end")]
    [InlineData(true, long.MaxValue, TiffFaultKind.Truncated, "truncated: its directory lies beyond the end")]
    [InlineData(true, -1, TiffFaultKind.Truncated, "truncated: its directory lies beyond the end")]
    public void A_link_to_where_no_directory_can_be_is_named(bool big, long target, TiffFaultKind kind, string text)
    {
        var content = Planes(big, 5);
        var places = new TiffPlaces(content);
        places.Write(places.Links[2], places.Width, unchecked((ulong)target));

        Assert.Equal([new TiffFault(kind, 2, text)], Examine(content).Faults);
    }

    [Fact]
    public void A_damaged_directory_is_named_and_those_behind_it_are_looked_at()
    {
        var content = Planes(big: true, 5);
        var places = new TiffPlaces(content);
        places.Write(places.Of(256)[1] + 2, 2, 200);
        places.Write(places.ValueOf(places.Of(273)[3]), 8, 1 << 20);

        var file = Examine(content);

        Assert.Equal(5, file.Planes);
        Assert.Equal(
            [
                new TiffFault(TiffFaultKind.Damaged, 1, "a damaged entry in its directory"),
                new TiffFault(TiffFaultKind.Truncated, 3, $"truncated: image data up to byte {(1 << 20) + 48}, {content.Length} bytes in the file"),
            ],
            file.Faults);
    }

    [Fact]
    public void A_hundred_faults_are_kept()
    {
        var content = Planes(big: false, 300);
        var places = new TiffPlaces(content);
        foreach (var entry in places.Of(273))
        {
            places.Write(places.ValueOf(entry), 4, 1 << 24);
        }

        var file = Examine(content);

        Assert.Equal((100, 300, 99), (file.Faults.Count, file.Planes, file.Faults[^1].Plane));
    }

    [Theory]
    [InlineData(2_000_000, true)]
    [InlineData(500_000, false)]
    public void Millions_of_directories_come_to_an_end(int count, bool forwards)
    {
        const int Length = 18;
        var content = new byte[8 + (count * Length)];
        "II*\0"u8.CopyTo(content);
        int Start(int i) => 8 + (Length * (forwards ? i : count - 1 - i));
        BitConverter.TryWriteBytes(content.AsSpan(4), Start(0));
        for (var i = 0; i < count; i++)
        {
            var at = content.AsSpan(Start(i));
            at[0] = 1;
            BitConverter.TryWriteBytes(at[14..], i + 1 < count ? Start(i + 1) : 0);
        }

        var file = ExamineSoon(content);

        Assert.Equal((100, forwards ? count : null), (file.Faults.Count, file.Planes));
    }

    [Fact]
    public void Directories_that_overlap_come_to_an_end()
    {
        const ushort Entries = 4000;
        var content = new byte[4 << 20];
        "II*\0\u0008\0\0\0"u8.CopyTo(content);
        for (var start = 8; start + 2 + (Entries * 12) + 4 <= content.Length; start += 64)
        {
            BitConverter.TryWriteBytes(content.AsSpan(start), Entries);
            BitConverter.TryWriteBytes(content.AsSpan(start + 2 + (Entries * 12)), start + 64);
        }

        var file = ExamineSoon(content);

        Assert.StartsWith("directories that overlap", file.Faults[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Strips_that_overlap_are_found_before_they_are_read_again_and_again()
    {
        var content = TiffBytes.Write(big: false, bigEndian: false, 500, 500, 20_000);
        var places = new TiffPlaces(content);
        var counts = (int)places.Read(places.ValueOf(places.Of(279)[0]), 4);
        var offsets = (int)places.Read(places.ValueOf(places.Of(273)[0]), 4);
        for (var i = 0; i < 20_000; i++)
        {
            places.Write(offsets + (i * 4), 4, 8);
            places.Write(counts + (i * 4), 4, (ulong)content.Length - 8);
        }

        Assert.StartsWith("image data that overlap", ExamineSoon(content).Faults[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_of_absurdly_many_planes_is_a_truncation()
    {
        var content = DemoTiff.Write(big: true, 6, 4, 0.65, [new ushort[24]]).Concat("{\"truncated\": true, \"shape\": [4000000000, 1000000000, 4, 6]}"u8.ToArray()).ToArray();
        var places = new TiffPlaces(content);
        var entry = places.Of(305)[0];
        places.Write(entry, 2, 270);
        places.Write(TiffPlaces.CountOf(entry), 8, 60);
        places.Write(places.ValueOf(entry), 8, (ulong)content.Length - 60);

        var file = Examine(content);

        Assert.Equal((int.MaxValue, TiffFaultKind.Truncated), (file.Planes, file.Faults[0].Kind));
        Assert.StartsWith("truncated: 4000000000000000000 planes up to byte 192000000000000000", file.Faults[0].Text, StringComparison.Ordinal);
    }

    private static byte[] Planes(bool big, int count) =>
        DemoTiff.Write(big, 6, 4, 0.65, [.. Enumerable.Range(0, count).Select(i => new ushort[24])]);

    private TiffFile ExamineSoon(byte[] content)
    {
        var path = _folder.Write("a.tif", content);
        var times = new List<TimeSpan>();
        while (times.Count < 3)
        {
            var watch = Stopwatch.StartNew();
            var file = _files.Examine(path, TiffDepth.Pixels, Token);
            times.Add(watch.Elapsed);
            if (watch.Elapsed < Longest)
            {
                return file;
            }
        }

        throw new Xunit.Sdk.XunitException($"It took {string.Join(", ", times)}.");
    }

    private TiffFile Examine(byte[] content) => _files.Examine(_folder.Write("a.tif", content), TiffDepth.Directories, Token);
}
