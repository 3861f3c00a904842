using System.Buffers.Binary;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>The header and the directory that LibTiff is shown for a compressed plane: those of a classic TIFF, with the tags that
/// decompression needs.</summary>
/// <remarks>Whatever the file is, LibTiff reads one kind, in which it neither swaps bytes nor undoes a predictor: what its .NET edition does wrong in some
/// kinds is done here.</remarks>
internal sealed class CompressedHead
{
    private const int Start = 8;
    private const int EntryLength = 12;
    private const int Entries = 13;
    private const int Tables = Start + 2 + (Entries * EntryLength) + 4;
    private const uint MinIsBlack = 1;

    private readonly byte[] _bytes;
    private int _at = Start + 2;

    private CompressedHead(int pieces) => _bytes = new byte[Tables + (2 * pieces * sizeof(uint))];

    /// <summary>Writes it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">The plane's directory, whose data are inside the file.</param>
    /// <param name="begin">The byte of the file that LibTiff is shown right behind it; no piece begins before it.</param>
    /// <returns>Its bytes; null when the file has become shorter meanwhile.</returns>
    public static byte[]? Write(ref TiffSource source, in TiffDirectory directory, ulong begin)
    {
        var pieces = (int)directory.Offsets.Count;
        var head = new CompressedHead(pieces);
        head.WriteDirectory(directory);

        // A single value stands in its entry.
        var (offsets, counts) = pieces == 1
            ? (head.ValueOf(directory.IsTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets), head.ValueOf(directory.IsTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts))
            : (Tables, Tables + (pieces * sizeof(uint)));
        for (var i = 0; i < pieces; i++)
        {
            if (!source.TryPiece(directory.Offsets, directory.Counts, (ulong)i, out var piece))
            {
                return null;
            }

            head.Long(offsets + (i * sizeof(uint)), piece.Length == 0 ? 0 : (uint)(piece.Offset - begin) + (uint)head._bytes.Length);
            head.Long(counts + (i * sizeof(uint)), (uint)piece.Length);
        }

        return head._bytes;
    }

    private void WriteDirectory(in TiffDirectory directory)
    {
        "II"u8.CopyTo(_bytes);
        Short(2, 42);
        Long(4, Start);
        Short(Start, Entries);
        var pieces = (uint)directory.Offsets.Count;
        var (offsets, counts) = ((uint)Tables, (uint)Tables + (pieces * sizeof(uint)));
        Entry(TiffTag.Width, directory.Width);
        Entry(TiffTag.Height, directory.Height);
        Entry(TiffTag.BitsPerSample, directory.Bits);
        Entry(TiffTag.Compression, directory.Compression);
        Entry(TiffTag.Photometric, MinIsBlack);
        Entry(TiffTag.FillOrder, directory.FillOrder);
        if (!directory.IsTiled)
        {
            Entry(TiffTag.StripOffsets, offsets, pieces);
        }

        Entry(TiffTag.SamplesPerPixel, directory.Samples);
        if (!directory.IsTiled)
        {
            Entry(TiffTag.RowsPerStrip, directory.RowsPerStrip == 0 ? directory.Height : Math.Min(directory.RowsPerStrip, directory.Height));
            Entry(TiffTag.StripByteCounts, counts, pieces);
        }

        Entry(TiffTag.PlanarConfiguration, directory.IsPlanar ? 2u : 1u);
        if (!directory.IsTiled)
        {
            Entry(TiffTag.ResolutionUnit, 1); // as many entries as with tiles
        }

        if (directory.IsTiled)
        {
            Entry(TiffTag.TileWidth, directory.TileWidth);
            Entry(TiffTag.TileLength, directory.TileLength);
            Entry(TiffTag.TileOffsets, offsets, pieces);
            Entry(TiffTag.TileByteCounts, counts, pieces);
        }

        Entry(TiffTag.SampleFormat, directory.Format);
    }

    private void Entry(ushort tag, ulong value, uint count = 1)
    {
        var isLong = tag is not (TiffTag.BitsPerSample or TiffTag.Compression or TiffTag.Photometric or TiffTag.FillOrder or TiffTag.SamplesPerPixel
            or TiffTag.PlanarConfiguration or TiffTag.ResolutionUnit or TiffTag.SampleFormat);
        Short(_at, tag);
        Short(_at + 2, isLong ? TiffValueType.Long : TiffValueType.Short);
        Long(_at + 4, count);
        if (isLong)
        {
            Long(_at + 8, (uint)value);
        }
        else
        {
            Short(_at + 8, (ushort)value);
        }

        _at += EntryLength;
    }

    private int ValueOf(ushort tag)
    {
        var at = Start + 2;
        while (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at)) != tag)
        {
            at += EntryLength;
        }

        return at + 8;
    }

    private void Short(int at, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at), value);

    private void Long(int at, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), value);
}
