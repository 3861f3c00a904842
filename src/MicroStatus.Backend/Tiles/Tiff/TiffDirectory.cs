using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>What one image directory says (TIFF 6.0; BigTIFF).</summary>
internal struct TiffDirectory
{
    private const ulong ReducedOrMask = 0b101; // bits of NewSubfileType
    private const ulong OldReduced = 2;
    private const ulong YCbCr = 6;

    public ulong SubfileType;
    public ulong OldSubfileType;
    public ulong Width;
    public ulong Height;
    public ulong Depth;
    public ulong Bits;
    public ulong Samples;
    public ulong Format;
    public ulong Compression;
    public ulong Photometric;
    public ulong Planar;
    public ulong Predictor;
    public ulong FillOrder;
    public ulong RowsPerStrip;
    public ulong TileWidth;
    public ulong TileLength;
    public bool IsTiled;
    public bool HasMixedBits;
    public TiffTable Offsets;
    public TiffTable Counts;
    public TiffTable Description;

    /// <summary>Nothing is wrong with its entries.</summary>
    public bool IsRead;

    /// <summary>Bytes of the directory itself; 0 when they could not be counted.</summary>
    public ulong Length;

    /// <summary>Where the next one begins; 0 after the last one, null when it could not be read.</summary>
    public ulong? Next;

    /// <summary>A directory without entries: what holds where a tag is left out.</summary>
    public static TiffDirectory Empty => new()
    {
        Depth = 1,
        Bits = 1,
        Samples = 1,
        Format = 1,
        Compression = 1,
        Planar = 1,
        Predictor = 1,
        FillOrder = 1,
    };

    /// <summary>A full image, not a smaller copy of one or a mask.</summary>
    public readonly bool IsPlane => (SubfileType & ReducedOrMask) == 0 && OldSubfileType != OldReduced;

    /// <summary>Each sample has a plane of its own in the data.</summary>
    public readonly bool IsPlanar => Planar == 2 && Samples > 1;

    /// <summary>The amount of data follows from the image's size.</summary>
    public readonly bool IsPlain => Compression == 1 && Photometric != YCbCr;

    /// <summary>Samples that lie together in a row.</summary>
    public readonly ulong SamplesOfRow => IsPlanar ? 1 : Samples;

    /// <summary>Bytes of a row of a given width, the last one filled up.</summary>
    /// <param name="width">Pixels.</param>
    /// <returns>The bytes; more than a file can have when a number is absurd.</returns>
    public readonly UInt128 RowLength(ulong width)
    {
        var bits = (UInt128)Bits * SamplesOfRow;
        return bits > uint.MaxValue || width > uint.MaxValue ? ulong.MaxValue : ((width * bits) + 7) / 8;
    }

    /// <summary>All rows that lie in the data one after another.</summary>
    /// <returns>The rows; more than a file can have when a number is absurd.</returns>
    public readonly UInt128 Rows()
    {
        var rows = (UInt128)Height * Depth;
        return rows > uint.MaxValue || Samples > uint.MaxValue ? ulong.MaxValue : rows * (IsPlanar ? Samples : 1);
    }

    /// <summary>Bytes of all rows, uncompressed.</summary>
    /// <returns>The bytes.</returns>
    public readonly UInt128 DataLength() => RowLength(Width) * Rows();

    /// <summary>Strips or tiles that its size asks for; 1 where it does not say how they are cut.</summary>
    /// <returns>Their number; more than a file can have when a number is absurd.</returns>
    public readonly UInt128 PiecesDue()
    {
        if (IsTiled)
        {
            return TileWidth == 0 || TileLength == 0 || Depth > 1
                ? 1
                : Divided(Width, TileWidth) * Divided(Height, TileLength) * (IsPlanar ? Samples : 1);
        }

        return RowsPerStrip == 0 || Depth > 1 ? 1 : Divided(Height, RowsPerStrip) * (IsPlanar ? Samples : 1);
    }

    /// <summary>Size and type.</summary>
    /// <returns>The shape.</returns>
    public readonly TiffShape Shape() => new(
        (long)Math.Min(Width, long.MaxValue),
        (long)Math.Min(Height, long.MaxValue),
        (int)Math.Min(Bits, int.MaxValue),
        (int)Math.Min(Samples, int.MaxValue),
        Format is >= 1 and <= 3 ? (TiffSampleFormat)Format : TiffSampleFormat.Other);

    private static UInt128 Divided(ulong value, ulong by)
    {
        var quotient = (((UInt128)value + by) - 1) / by;
        return quotient > uint.MaxValue ? uint.MaxValue : quotient;
    }
}
