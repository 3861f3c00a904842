using System.Buffers.Binary;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>The directory that LibTiff is shown for a compressed plane: a BigTIFF's, in the file's byte order, with the tags that decoding needs.</summary>
internal static class CompressedHead
{
    private const int Start = 16;
    private const int EntryLength = 20;
    private const ulong MinIsBlack = 1;

    /// <summary>Writes it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">The plane's directory, whose data are inside the file.</param>
    /// <returns>Its bytes; null when the file has become shorter meanwhile.</returns>
    public static byte[]? Write(ref TiffSource source, in TiffDirectory directory)
    {
        var pieces = directory.Offsets.Count;
        var isTiled = directory.IsTiled;
        var entryCount = isTiled ? 14 : 13;
        var tables = Start + 8 + (entryCount * EntryLength) + 8;
        var tableLength = (int)pieces * sizeof(ulong);
        var head = new byte[tables + (2 * tableLength)];
        (source.BigEndian ? "MM"u8 : "II"u8).CopyTo(head);
        var writer = new Writer(head, source.BigEndian);
        writer.Short(2, 43);
        writer.Short(4, 8);
        writer.Long8(8, Start);
        writer.Long8(Start, (ulong)entryCount);
        var at = Start + 8;
        writer.Entry(ref at, TiffTag.Width, 1, directory.Width);
        writer.Entry(ref at, TiffTag.Height, 1, directory.Height);
        writer.Entry(ref at, TiffTag.BitsPerSample, 1, directory.Bits);
        writer.Entry(ref at, TiffTag.Compression, 1, directory.Compression);
        writer.Entry(ref at, TiffTag.Photometric, 1, MinIsBlack);
        writer.Entry(ref at, TiffTag.FillOrder, 1, directory.FillOrder);
        if (!isTiled)
        {
            writer.Entry(ref at, TiffTag.StripOffsets, pieces, (ulong)tables);
        }

        writer.Entry(ref at, TiffTag.SamplesPerPixel, 1, directory.Samples);
        if (!isTiled)
        {
            writer.Entry(ref at, TiffTag.RowsPerStrip, 1, RowsPerStrip(directory));
            writer.Entry(ref at, TiffTag.StripByteCounts, pieces, (ulong)(tables + tableLength));
        }

        writer.Entry(ref at, TiffTag.PlanarConfiguration, 1, directory.IsPlanar ? 2u : 1u);
        writer.Entry(ref at, TiffTag.Predictor, 1, directory.Predictor);
        if (isTiled)
        {
            writer.Entry(ref at, TiffTag.TileWidth, 1, directory.TileWidth);
            writer.Entry(ref at, TiffTag.TileLength, 1, directory.TileLength);
            writer.Entry(ref at, TiffTag.TileOffsets, pieces, (ulong)tables);
            writer.Entry(ref at, TiffTag.TileByteCounts, pieces, (ulong)(tables + tableLength));
        }

        writer.Entry(ref at, TiffTag.SampleFormat, 1, directory.Format);
        return TryTables(ref source, directory, writer, tables, tableLength, pieces) ? head : null;
    }

    /// <summary>Rows of a strip.</summary>
    /// <param name="directory">The plane's directory.</param>
    /// <returns>At most the plane's height.</returns>
    public static ulong RowsPerStrip(in TiffDirectory directory) =>
        directory.RowsPerStrip == 0 ? directory.Height : Math.Min(directory.RowsPerStrip, directory.Height);

    private static bool TryTables(ref TiffSource source, in TiffDirectory directory, Writer writer, int tables, int tableLength, ulong pieces)
    {
        // A single value stands in its entry, which is filled already but for the value.
        var (offsets, counts) = pieces == 1
            ? (writer.ValueOf(directory.IsTiled ? TiffTag.TileOffsets : TiffTag.StripOffsets), writer.ValueOf(directory.IsTiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts))
            : (tables, tables + tableLength);
        for (ulong i = 0; i < pieces; i++)
        {
            if (!source.TryPiece(directory.Offsets, directory.Counts, i, out var piece))
            {
                return false;
            }

            writer.Long8(offsets + ((int)i * sizeof(ulong)), piece.Offset + (ulong)writer.Length);
            writer.Long8(counts + ((int)i * sizeof(ulong)), piece.Length);
        }

        return true;
    }

    private readonly struct Writer(byte[] head, bool bigEndian)
    {
        public int Length => head.Length;

        public void Short(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(
            head.AsSpan(at),
            bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

        public void Long8(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(
            head.AsSpan(at),
            bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

        public void Entry(ref int at, ushort tag, ulong count, ulong value)
        {
            var type = tag is TiffTag.StripOffsets or TiffTag.StripByteCounts or TiffTag.TileOffsets or TiffTag.TileByteCounts
                ? TiffValueType.Long8
                : tag is TiffTag.Width or TiffTag.Height or TiffTag.RowsPerStrip or TiffTag.TileWidth or TiffTag.TileLength
                    ? TiffValueType.Long
                    : TiffValueType.Short;
            Short(at, tag);
            Short(at + 2, type);
            Long8(at + 4, count);
            switch (type)
            {
                case TiffValueType.Short:
                    Short(at + 12, (ushort)value);
                    break;
                case TiffValueType.Long:
                    BinaryPrimitives.WriteUInt32LittleEndian(
                        head.AsSpan(at + 12),
                        bigEndian ? BinaryPrimitives.ReverseEndianness((uint)value) : (uint)value);
                    break;
                default:
                    Long8(at + 12, value);
                    break;
            }

            at += EntryLength;
        }

        public int ValueOf(ushort tag)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(tag) : tag);
            var at = Start + 8;
            while (!head.AsSpan(at, 2).SequenceEqual(bytes))
            {
                at += EntryLength;
            }

            return at + 12;
        }
    }
}
