using BitMiracle.LibTiff.Classic;
using CsCheck;
using MicroStatus.Backend.Tests.Configuration;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>TIFFs of all kinds that LibTiff.NET wrote: nothing is found wrong with any, and everything is seen right.</summary>
public sealed class TiffValidTests : IDisposable
{
    private const int Files = 2000;

    private readonly TemporaryFolder _folder = new();
    private readonly TiffFiles _files = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Valid_files_of_all_kinds_are_sound_and_their_planes_shapes_and_pixels_are_those_that_were_written() =>
        LibTiffSamples.Any.Sample(
            sample =>
            {
                var path = Path.Join(_folder.FullName, "valid.tif");
                sample.Write(path);
                var token = TestContext.Current.CancellationToken;
                var expected = new TiffShape(sample.Width, sample.Height, sample.Bits, sample.Samples, (TiffSampleFormat)sample.Format);

                var (header, directories, pixels) = (
                    _files.Examine(path, TiffDepth.Header, token),
                    _files.Examine(path, TiffDepth.Directories, token),
                    _files.Examine(path, TiffDepth.Pixels, token));

                foreach (var file in new[] { header, directories, pixels })
                {
                    Assert.Empty(file.Faults);
                    Assert.Equal(expected, file.Shape);
                    Assert.Equal(new FileInfo(path).Length, file.Length);
                }

                Assert.Equal((null, sample.Planes, sample.Planes), (header.Planes, directories.Planes, pixels.Planes));
                Assert.Null(directories.Pixels);
                SampleTruth.Of(sample).Check(pixels.Pixels);
            },
            iter: Files,
            threads: 1);

    [Fact]
    public void Planes_that_differ_are_named_with_the_first_ones_size_and_type()
    {
        var path = Path.Join(_folder.FullName, "mixed.tif");
        using (var tiff = Tiff.Open(path, "w"))
        {
            foreach (var (width, bits) in new[] { (20, 16), (20, 16), (21, 16), (20, 8) })
            {
                tiff.SetField(TiffTag.IMAGEWIDTH, width);
                tiff.SetField(TiffTag.IMAGELENGTH, 10);
                tiff.SetField(TiffTag.BITSPERSAMPLE, bits);
                tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
                tiff.SetField(TiffTag.ROWSPERSTRIP, 10);
                Assert.True(tiff.WriteEncodedStrip(0, new byte[width * 10 * bits / 8], width * 10 * bits / 8) > 0);
                tiff.WriteDirectory();
            }
        }

        var file = _files.Examine(path, TiffDepth.Directories, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                new TiffFault(TiffFaultKind.PlaneShape, 2, "21 × 10, the first plane is 20 × 10"),
                new TiffFault(TiffFaultKind.PlaneType, 3, "uint8, the first plane is uint16"),
            ],
            file.Faults);
        Assert.Equal(4, file.Planes);
    }

    [Fact]
    public void Samples_that_are_no_whole_bytes_are_not_decoded_and_nothing_is_wrong_with_them()
    {
        var path = Path.Join(_folder.FullName, "bits.tif");
        using (var tiff = Tiff.Open(path, "w"))
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, 13);
            tiff.SetField(TiffTag.IMAGELENGTH, 5);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 12);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
            Assert.True(tiff.WriteEncodedStrip(0, new byte[100], 100) > 0);
        }

        var file = _files.Examine(path, TiffDepth.Pixels, TestContext.Current.CancellationToken);

        Assert.Empty(file.Faults);
        Assert.Null(file.Pixels);
        Assert.Equal("13 × 5 uint12", file.Shape?.ToString());
    }
}
