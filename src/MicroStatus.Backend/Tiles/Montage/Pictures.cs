using MicroStatus.Tiles.Montage;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Writes pictures with libvips from pixels that come band by band.</summary>
internal static class Pictures
{
    private const int TileEdge = 512;

    // Fast, and for noise as small as the slow ones.
    private const int PngEffort = 2;

    // libvips' own threads: more would hold more of a picture at a time and wait for the same disk.
    private const int MostThreads = 8;

    // Held for the life of the process, as libvips calls it.
    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    static Pictures()
    {
        // No image is made twice, and a session lives for days.
        Cache.Max = 0;
        global::NetVips.NetVips.Concurrency = Math.Min(Environment.ProcessorCount, MostThreads);
        // Warnings of unknown TIFF tags would appear amid a person's output.
        _ = Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
    }

    /// <summary>Makes libvips ready; once for the process.</summary>
    public static void Prepare()
    {
        // The static constructor does it.
    }

    /// <summary>Writes a PNG.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="samples">1 for grey, 3 for RGB.</param>
    /// <param name="pixelSize">Edge of a pixel in µm; null when unknown.</param>
    /// <param name="next">Gives the next bytes of the pixels.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void WritePng(
        string path, int width, int height, int samples, double? pixelSize, Func<ReadOnlyMemory<byte>> next, CancellationToken cancellationToken) =>
        Write(width, height, samples, PixelType.Byte, pixelSize, next, image => image.Pngsave(path, compression: PngEffort, keep: Enums.ForeignKeep.None), cancellationToken);

    /// <summary>Writes a tiled BigTIFF of grey pixels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="type">Type of a pixel.</param>
    /// <param name="request">Compression, pyramid and the size of a pixel.</param>
    /// <param name="next">Gives the next bytes of the pixels.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static void WriteTiff(
        string path, long width, long height, PixelType type, MontageRequest request, Func<ReadOnlyMemory<byte>> next, CancellationToken cancellationToken)
    {
        var compression = request.Compression switch
        {
            MontageCompression.Deflate => Enums.ForeignTiffCompression.Deflate,
            MontageCompression.Lzw => Enums.ForeignTiffCompression.Lzw,
            _ => Enums.ForeignTiffCompression.None,
        };
        // Differences of neighbours compress well, and every reader knows them; of floating point numbers they do not.
        var predictor = type.Format == Enums.BandFormat.Float ? Enums.ForeignTiffPredictor.None : Enums.ForeignTiffPredictor.Horizontal;
        Write(width, height, 1, type, request.PixelSize, next, Save, cancellationToken);

        void Save(Image image) => image.Tiffsave(
            path,
            compression: compression,
            predictor: predictor,
            tile: true,
            tileWidth: TileEdge,
            tileHeight: TileEdge,
            pyramid: request.Pyramid,
            resunit: Enums.ForeignTiffResunit.Cm,
            bigtiff: true);
    }

    private static void Write(
        long width,
        long height,
        int samples,
        PixelType type,
        double? pixelSize,
        Func<ReadOnlyMemory<byte>> next,
        Action<Image> save,
        CancellationToken cancellationToken)
    {
        using var pixels = new PixelStream(width, height, samples, type, next);
        try
        {
            using var source = new SourceCustom();
            source.OnRead += (buffer, length) => pixels.Read(buffer, 0, length);
            source.OnSeek += pixels.Seek;
            using var image = Image.TiffloadSource(source, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            // libvips counts pixels a millimetre.
            using var sized = pixelSize is > 0 and var size ? image.Copy(xres: 1000 / size, yres: 1000 / size) : image.Copy();
            using (cancellationToken.Register(() => sized.SetKill(true)))
            {
                save(sized);
            }
        }
        catch (VipsException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(pixels.Fault?.Message ?? VipsFault.TextOf(e), pixels.Fault ?? e);
        }
    }
}
