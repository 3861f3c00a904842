using BitMiracle.LibTiff.Classic;
using MicroStatus.Backend.Acquisition.Demo;
using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>Files, folders, and what their pixels tell.</summary>
public sealed class TiffFilesTests : IDisposable
{
    private static readonly byte[] Sound = DemoTiff.Write(big: false, 6, 4, 0.65, [new ushort[24]]);

    private readonly TemporaryFolder _folder = new();
    private readonly TiffFiles _files = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TiffDepth.Header)]
    [InlineData(TiffDepth.Directories)]
    [InlineData(TiffDepth.Pixels)]
    public void A_folders_files_are_seen_in_the_order_asked_for_and_one_that_is_gone_is_null(TiffDepth depth)
    {
        _folder.Write("sound.tif", Sound);
        _folder.Write("short.tif", Sound[..^3]);
        _folder.Write("empty.tif", []);
        _folder.Write("text.tif", "not an image"u8.ToArray());
        Directory.CreateDirectory(Path.Join(_folder.FullName, "folder.tif"));

        var files = _files.ExamineFolder(_folder.FullName, ["short.tif", "sound.tif", "gone.tif", "empty.tif", "folder.tif", "text.tif"], depth, decoded: null, Token);

        Assert.Equal(
            [TiffFaultKind.Truncated, null, null, TiffFaultKind.Empty, TiffFaultKind.NotTiff, TiffFaultKind.NotTiff],
            files.Select(file => file is { Faults: [var fault, ..] } ? fault.Kind : (TiffFaultKind?)null));
        Assert.Equal([true, true, false, true, true, true], files.Select(file => file is not null));
        Assert.Equal(Path.Join(_folder.FullName, "sound.tif"), files[1]!.Path);
        Assert.Equal(["short.tif", "sound.tif"], files.Where(file => file?.Shape is not null).Select(file => Path.GetFileName(file!.Path)));
    }

    [Fact]
    public void The_bytes_of_each_plane_are_told_as_it_is_decoded()
    {
        ushort[][] planes = [new ushort[24], new ushort[24], new ushort[24]];
        _folder.Write("a.tif", DemoTiff.Write(big: true, 6, 4, null, planes));
        var told = new Told();

        _ = _files.ExamineFolder(_folder.FullName, ["a.tif"], TiffDepth.Pixels, told, Token);

        Assert.Equal([48L, 48, 48], told.Values);
    }

    [Fact]
    public void What_cannot_be_looked_at_is_an_error_of_its_own()
    {
        Assert.Throws<FileNotFoundException>(() => _files.Examine(Path.Join(_folder.FullName, "gone.tif"), TiffDepth.Pixels, Token));
        Assert.Throws<DirectoryNotFoundException>(
            () => _files.ExamineFolder(Path.Join(_folder.FullName, "gone"), ["a.tif"], TiffDepth.Header, decoded: null, Token));
    }

    [Theory]
    [InlineData(TiffDepth.Directories)]
    [InlineData(TiffDepth.Pixels)]
    public void Looking_stops_between_two_pieces(TiffDepth depth)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => _files.Examine(_folder.Write("a.tif", Sound), depth, stop.Token));
    }

    [Fact]
    public void Blank_and_saturated_planes_are_told()
    {
        ushort[][] planes = [[.. Enumerable.Repeat((ushort)9, 24)], [.. Enumerable.Range(0, 23).Select(i => (ushort)(i + 3)), ushort.MaxValue], new ushort[24]];

        var pixels = _files.Examine(_folder.Write("a.tif", DemoTiff.Write(big: true, 6, 4, null, planes)), TiffDepth.Pixels, Token).Pixels!;

        Assert.Equal((0, 65535, 1 / 72.0, 2), (pixels.Minimum, pixels.Maximum, pixels.SaturatedFraction, pixels.BlankPlaneCount));
        Assert.Equal([0, 2], pixels.BlankPlanes);
    }

    [Fact]
    public void A_thousand_blank_planes_are_named_and_all_are_counted()
    {
        var file = _folder.Write("a.tif", DemoTiff.Write(big: true, 6, 4, null, [.. Enumerable.Range(0, 1200).Select(_ => new ushort[24])]));

        var pixels = _files.Examine(file, TiffDepth.Pixels, Token).Pixels!;

        Assert.Equal((1000, 1200, 999), (pixels.BlankPlanes.Count, pixels.BlankPlaneCount, pixels.BlankPlanes[^1]));
    }

    [Theory]
    [InlineData(Compression.LZW, 0)]
    [InlineData(Compression.ADOBE_DEFLATE, 0)]
    [InlineData(Compression.PACKBITS, 0)]
    [InlineData(Compression.ADOBE_DEFLATE, 16)]
    [InlineData(Compression.LZW, 16)]
    public void A_plane_that_cannot_be_decoded_is_named_and_the_others_are_told(Compression compression, int tile)
    {
        var sample = new LibTiffSample
        {
            Width = 40,
            Height = 30,
            Planes = 3,
            Bits = 16,
            Format = SampleFormat.UINT,
            Compression = compression,
            Tile = tile,
            RowsPerStrip = 30,
            Seed = 3,
        };
        var path = Path.Join(_folder.FullName, "a.tif");
        sample.Write(path);
        var content = File.ReadAllBytes(path);
        var places = new TiffPlaces(content);
        var (offsets, counts) = (places.Of(273, 324)[1], places.Of(279, 325)[1]);
        var (offset, length) = tile == 0
            ? ((int)places.Read(places.ValueOf(offsets), 4), (int)places.Read(places.ValueOf(counts), 4))
            : ((int)places.Read((int)places.Read(places.ValueOf(offsets), 4), 4), 20);
        content.AsSpan(offset, length).Fill(compression == Compression.PACKBITS ? (byte)0x80 : (byte)0x7e);

        var file = _files.Examine(_folder.Write("damaged.tif", content), TiffDepth.Pixels, Token);

        Assert.Equal([(TiffFaultKind.Undecodable, (int?)1)], file.Faults.Select(fault => (fault.Kind, fault.Plane)));
        Assert.Equal(3, file.Planes);
        Assert.NotNull(file.Pixels);
    }

    [Fact]
    public void Another_compression_is_not_decoded_and_nothing_is_wrong_with_it()
    {
        var content = Sound.ToArray();
        var places = new TiffPlaces(content);
        places.Write(places.ValueOf(places.Of(259)[0]), 2, 50000);

        var file = _files.Examine(_folder.Write("a.tif", content), TiffDepth.Pixels, Token);

        Assert.Empty(file.Faults);
        Assert.Null(file.Pixels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_of_what_LibTiff_says_reaches_the_console(bool tiled)
    {
        var content = TiffBytes.Write(big: false, bigEndian: true, 64, 64, 1, tiled, compression: 5);
        var (output, error) = (Console.Out, Console.Error);
        using var console = new StringWriter();
        try
        {
            Console.SetOut(console);
            Console.SetError(console);
            Assert.Null(_files.Examine(_folder.Write("a.tif", content), TiffDepth.Pixels, Token).Pixels);
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        Assert.Empty(console.ToString());
    }

    private sealed class Told : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
