using System.Buffers.Binary;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles;

/// <summary>The first image directory of a TIFF or BigTIFF: read, and judged against the file's length (TIFF 6.0; BigTIFF).</summary>
internal static class TiffDirectory
{
    // A table longer than this is no microscope's; reading it would be the attack it probably is.
    private const ulong MostStrips = 1 << 20;
    private const ulong MostEntries = 4096;

    private const ushort Width = 256;
    private const ushort Height = 257;
    private const ushort BitsPerSample = 258;
    private const ushort Compression = 259;
    private const ushort StripOffsets = 273;
    private const ushort SamplesPerPixel = 277;
    private const ushort StripByteCounts = 279;
    private const ushort TileOffsets = 324;
    private const ushort TileByteCounts = 325;

    /// <summary>Reads the head and says what is wrong with it, if anything is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="modified">Its modification time.</param>
    /// <returns>The header.</returns>
    public static TiffHeader Judge(ref FileWindow file, long length, DateTimeOffset modified)
    {
        var directory = new Fields { Bits = 1, Samples = 1, Compression = 1 };
        var fault = Read(ref file, length, ref directory) ?? JudgeData(ref file, length, directory);
        return new TiffHeader(fault, (long)directory.Width, (long)directory.Height, (int)directory.Bits, length, modified);
    }

    private static string? Read(ref FileWindow file, long length, ref Fields directory)
    {
        if (length == 0)
        {
            return "0 bytes";
        }

        if (!file.TryRead(0, 8, out var head))
        {
            return $"truncated: {length} bytes";
        }

        directory.BigEndian = head[0] == 'M';
        if (head[0] != head[1] || (head[0] != 'I' && head[0] != 'M'))
        {
            return "no TIFF signature";
        }

        var version = Number(head[2..4], directory.BigEndian);
        ulong start;
        if (version == 42)
        {
            start = Number(head[4..8], directory.BigEndian);
        }
        else if (version == 43)
        {
            directory.Big = true;
            if (Number(head[4..6], directory.BigEndian) != 8 || !file.TryRead(8, 8, out var offset))
            {
                return "a damaged BigTIFF header";
            }

            start = Number(offset, directory.BigEndian);
        }
        else
        {
            return "no TIFF signature";
        }

        return start == 0 ? "no image in it" : ReadEntries(ref file, start, ref directory);
    }

    private static string? ReadEntries(ref FileWindow file, ulong start, ref Fields directory)
    {
        var countLength = directory.Big ? 8 : 2;
        var entryLength = directory.Big ? 20 : 12;
        if (!file.TryRead(start, countLength, out var countBytes))
        {
            return "truncated: its directory lies beyond the end";
        }

        var count = Number(countBytes, directory.BigEndian);
        if (count is 0 or > MostEntries)
        {
            return $"a damaged directory of {count} entries";
        }

        for (ulong i = 0; i < count; i++)
        {
            var position = start + (ulong)countLength + (i * (ulong)entryLength);
            if (!file.TryRead(position, entryLength, out var entry))
            {
                return "truncated: its directory ends beyond the end";
            }

            if (!TryTake(ref file, ref directory, entry, position))
            {
                return "a damaged entry in its directory";
            }
        }

        return directory.Width == 0 || directory.Height == 0 ? "no image size in its directory" : null;
    }

    private static bool TryTake(ref FileWindow file, ref Fields directory, ReadOnlySpan<byte> entry, ulong position)
    {
        var valueAt = directory.Big ? 12 : 8;
        var tag = (ushort)Number(entry[..2], directory.BigEndian);
        var table = new Table
        {
            Type = (ushort)Number(entry[2..4], directory.BigEndian),
            Count = Number(entry[4..valueAt], directory.BigEndian),
            Inline = position + (ulong)valueAt,
            Pointer = Number(entry[valueAt..], directory.BigEndian),
        };
        switch (tag)
        {
            case Width:
                return TryValue(ref file, directory, table, 0, out directory.Width);
            case Height:
                return TryValue(ref file, directory, table, 0, out directory.Height);
            case BitsPerSample:
                return TryValue(ref file, directory, table, 0, out directory.Bits);
            case SamplesPerPixel:
                return TryValue(ref file, directory, table, 0, out directory.Samples);
            case Compression:
                return TryValue(ref file, directory, table, 0, out directory.Compression);
            case StripOffsets or TileOffsets:
                directory.Offsets = table;
                directory.Tiled = tag == TileOffsets;
                return true;
            case StripByteCounts or TileByteCounts:
                directory.Counts = table;
                return true;
            default:
                return true;
        }
    }

    private static string? JudgeData(ref FileWindow file, long length, Fields directory)
    {
        var (offsets, counts) = (directory.Offsets, directory.Counts);
        if (offsets.Count == 0 || counts.Count != offsets.Count)
        {
            return "no table of its image data";
        }

        if (offsets.Count > MostStrips)
        {
            return $"a damaged table of {offsets.Count} strips";
        }

        UInt128 total = 0;
        for (ulong i = 0; i < offsets.Count; i++)
        {
            if (!TryValue(ref file, directory, offsets, i, out var offset) || !TryValue(ref file, directory, counts, i, out var bytes))
            {
                return "truncated: the table of its image data lies beyond the end";
            }

            if ((UInt128)offset + bytes > (UInt128)length)
            {
                return $"truncated: image data up to byte {(UInt128)offset + bytes}, {length} bytes in the file";
            }

            if (offset == 0 && bytes > 0)
            {
                return "image data not written";
            }

            total += bytes;
        }

        return JudgeAmount(directory, total);
    }

    private static string? JudgeAmount(Fields directory, UInt128 total)
    {
        if (directory.Compression != 1 || directory.Tiled)
        {
            return total == 0 ? "no image data" : null;
        }

        var rowBits = (UInt128)directory.Width * directory.Bits * directory.Samples;
        var due = (rowBits + 7) / 8 * directory.Height;
        return total < due ? $"short: {total} bytes of image data, {due} due" : null;
    }

    private static bool TryValue(ref FileWindow file, Fields directory, Table table, ulong index, out ulong value)
    {
        value = 0;
        var size = SizeOf(table.Type);
        if (size == 0 || !file.TryRead(table.Position(directory.Big, size) + (index * (ulong)size), size, out var bytes))
        {
            return false;
        }

        value = Number(bytes, directory.BigEndian);
        return true;
    }

    private static int SizeOf(ushort type) => type switch
    {
        1 => 1, // BYTE
        3 => 2, // SHORT
        4 or 13 => 4, // LONG, IFD
        16 or 18 => 8, // LONG8, IFD8
        _ => 0,
    };

    private static ulong Number(ReadOnlySpan<byte> bytes, bool bigEndian) => bytes.Length switch
    {
        1 => bytes[0],
        2 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    /// <summary>A table of values: in its entry when it fits there, elsewhere in the file otherwise.</summary>
    private struct Table
    {
        public ushort Type;
        public ulong Count;
        public ulong Inline;
        public ulong Pointer;

        public readonly ulong Position(bool big, int size) =>
            Count <= (big ? 8UL : 4UL) / (ulong)size ? Inline : Pointer;
    }

    private struct Fields
    {
        public bool BigEndian;
        public bool Big;
        public bool Tiled;
        public ulong Width;
        public ulong Height;
        public ulong Bits;
        public ulong Samples;
        public ulong Compression;
        public Table Offsets;
        public Table Counts;
    }
}
