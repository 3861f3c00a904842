using System.Buffers.Binary;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>TIFF files of one image, written by hand: classic or big, either byte order, strips or tiles.</summary>
internal static class TiffBytes
{
    public static byte[] Write(bool big, bool bigEndian, int width, int height, int pieces, bool tiled = false, ushort compression = 1, bool shortTables = false)
    {
        var pixels = width * height * 2;
        var entryLength = big ? 20 : 12;
        var start = big ? 16 : 8;
        (ushort Tag, ushort Type, long Count, long Value)[] entries =
        [
            (256, 3, 1, width),
            (257, 4, 1, height),
            (258, 3, 1, 16),
            (259, 3, 1, compression),
            (262, 3, 1, 1),
            (tiled ? (ushort)324 : (ushort)273, TableType(big, shortTables), pieces, 0),
            (277, 3, 1, 1),
            (tiled ? (ushort)325 : (ushort)279, TableType(big, shortTables), pieces, 0),
        ];
        var tableItem = SizeOf(TableType(big, shortTables));
        var tables = start + (big ? 8 : 2) + (entries.Length * entryLength) + (big ? 8 : 4);
        var data = tables + (2 * pieces * tableItem);
        var file = new byte[data + pixels];
        var at = file.AsSpan();
        (bigEndian ? "MM"u8 : "II"u8).CopyTo(at);
        Number(at[2..], 2, big ? 43 : 42, bigEndian);
        if (big)
        {
            Number(at[4..], 2, 8, bigEndian);
        }

        Number(at[(big ? 8 : 4)..], big ? 8 : 4, start, bigEndian);
        Number(at[start..], big ? 8 : 2, entries.Length, bigEndian);
        var entryAt = start + (big ? 8 : 2);
        foreach (var (tag, type, count, value) in entries)
        {
            Number(at[entryAt..], 2, tag, bigEndian);
            Number(at[(entryAt + 2)..], 2, type, bigEndian);
            Number(at[(entryAt + 4)..], big ? 8 : 4, count, bigEndian);
            var valueAt = entryAt + (big ? 12 : 8);
            var table = tag switch { 273 or 324 => 0, 279 or 325 => 1, _ => -1 };
            if (table < 0)
            {
                Number(at[valueAt..], SizeOf(type), value, bigEndian);
            }
            else
            {
                var isInline = pieces * tableItem <= (big ? 8 : 4);
                var items = isInline ? valueAt : tables + (table * pieces * tableItem);
                if (!isInline)
                {
                    Number(at[valueAt..], big ? 8 : 4, items, bigEndian);
                }

                for (var i = 0; i < pieces; i++)
                {
                    var from = pixels * (long)i / pieces;
                    var to = pixels * (long)(i + 1) / pieces;
                    Number(at[(items + (i * tableItem))..], tableItem, table == 0 ? data + from : to - from, bigEndian);
                }
            }

            entryAt += entryLength;
        }

        return file;
    }

    private static ushort TableType(bool big, bool shortTables) => (ushort)(shortTables ? 3 : big ? 16 : 4);

    private static int SizeOf(ushort type) => type switch { 3 => 2, 4 => 4, _ => 8 };

    private static void Number(Span<byte> at, int size, long value, bool bigEndian)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        bytes = bytes[..size];
        if (bigEndian)
        {
            bytes.Reverse();
        }

        bytes.CopyTo(at);
    }
}
