using BitMiracle.LibTiff.Classic;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>A TIFF to be written by LibTiff.NET, and what is to be seen in it.</summary>
internal sealed record LibTiffSample
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int Planes { get; init; }

    public required int Bits { get; init; }

    public required SampleFormat Format { get; init; }

    public int Samples { get; init; } = 1;

    public bool IsPlanar { get; init; }

    public bool IsBig { get; init; }

    public bool BigEndian { get; init; }

    /// <summary>Edge of a tile; 0 for strips.</summary>
    public int Tile { get; init; }

    public int RowsPerStrip { get; init; } = 7;

    public Compression Compression { get; init; } = Compression.NONE;

    public Predictor Predictor { get; init; } = Predictor.NONE;

    /// <summary>A smaller copy behind every plane.</summary>
    public bool HasReduced { get; init; }

    public int Seed { get; init; }

    /// <summary>The planes' bytes in this machine's order: row by row, with several samples a pixel side by side.</summary>
    public IReadOnlyList<byte[]> Pixels()
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, Planes).Select(_ => Plane(random))];
    }

    /// <summary>Writes it.</summary>
    public void Write(string path)
    {
        var mode = "w" + (IsBig ? "8" : "4") + (BigEndian ? "b" : "l");
        using var tiff = Tiff.Open(path, mode) ?? throw new InvalidOperationException($"LibTiff does not open {path}.");
        foreach (var plane in Pixels())
        {
            WriteImage(tiff, Width, Height, plane, reduced: false);
            if (HasReduced)
            {
                WriteImage(tiff, (Width + 1) / 2, (Height + 1) / 2, plane, reduced: true);
            }
        }
    }

    // Every third plane is blank, others are smooth enough to be compressed, with some noise and some saturated samples.
    private byte[] Plane(Random random)
    {
        var size = Bits / 8;
        var plane = new byte[Width * Height * Samples * size];
        var kind = random.Next(3);
        for (var i = 0; i < plane.Length / size && kind > 0; i++)
        {
            var at = plane.AsSpan(i * size, size);
            if (Format == SampleFormat.IEEEFP)
            {
                var value = random.NextDouble() * (i + 1);
                _ = size == 4 ? BitConverter.TryWriteBytes(at, (float)value) : BitConverter.TryWriteBytes(at, value);
            }
            else if (kind == 1)
            {
                random.NextBytes(at);
            }
            else
            {
                at[0] = (byte)(i / 3);
                if (random.Next(20) == 0)
                {
                    at.Fill(0xff);
                    at[^1] = (byte)(Format == SampleFormat.INT ? 0x7f : 0xff);
                }
            }
        }

        return plane;
    }

    private void WriteImage(Tiff tiff, int width, int height, byte[] pixels, bool reduced)
    {
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, Bits);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, Samples);
        tiff.SetField(TiffTag.SAMPLEFORMAT, Format);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.MINISBLACK);
        tiff.SetField(TiffTag.PLANARCONFIG, IsPlanar ? PlanarConfig.SEPARATE : PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, Compression);
        if (Predictor != Predictor.NONE)
        {
            tiff.SetField(TiffTag.PREDICTOR, Predictor);
        }

        if (reduced)
        {
            tiff.SetField(TiffTag.SUBFILETYPE, FileType.REDUCEDIMAGE);
        }

        if (Tile > 0)
        {
            tiff.SetField(TiffTag.TILEWIDTH, Tile);
            tiff.SetField(TiffTag.TILELENGTH, Tile);
            WriteTiles(tiff, width, height, pixels);
        }
        else
        {
            tiff.SetField(TiffTag.ROWSPERSTRIP, RowsPerStrip);
            WriteRows(tiff, width, height, pixels);
        }

        Assert.True(tiff.WriteDirectory());
    }

    private void WriteRows(Tiff tiff, int width, int height, byte[] pixels)
    {
        var pixel = Bits / 8 * (IsPlanar ? 1 : Samples);
        var row = new byte[width * pixel];
        for (short plane = 0; plane < (IsPlanar ? Samples : 1); plane++)
        {
            for (var y = 0; y < height; y++)
            {
                pixels.AsSpan(((plane * height) + y) * row.Length, row.Length).CopyTo(row);
                Assert.True(tiff.WriteScanline(row, y, plane));
            }
        }
    }

    private void WriteTiles(Tiff tiff, int width, int height, byte[] pixels)
    {
        var pixel = Bits / 8 * (IsPlanar ? 1 : Samples);
        var tile = new byte[Tile * Tile * pixel];
        for (short plane = 0; plane < (IsPlanar ? Samples : 1); plane++)
        {
            for (var top = 0; top < height; top += Tile)
            {
                for (var left = 0; left < width; left += Tile)
                {
                    Array.Fill<byte>(tile, 0xff); // beyond the edge is what is no pixel
                    for (var y = top; y < Math.Min(height, top + Tile); y++)
                    {
                        var length = (Math.Min(width, left + Tile) - left) * pixel;
                        pixels.AsSpan((((((plane * height) + y) * width) + left) * pixel), length).CopyTo(tile.AsSpan((y - top) * Tile * pixel));
                    }

                    Assert.True(tiff.WriteTile(tile, left, top, 0, plane) > 0);
                }
            }
        }
    }
}
