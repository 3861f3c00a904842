using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MicroStatus.Backend.Acquisition.Demo;

/// <summary>Writes TIFF as the microscopes do: uint16, uncompressed, one strip a plane, little-endian; classic or BigTIFF.</summary>
/// <remarks>A file of k planes is the beginning of one of k + 1 planes but for the last directory's link, so that a tile can grow in place.</remarks>
internal static class DemoTiff
{
    private const int DirectoryEntries = 13;
    private const int PlaneAlignment = 16;
    private const ushort Short = 3;
    private const ushort Long = 4;
    private const ushort Rational = 5;
    private const ushort Ascii = 2;
    private const ushort Long8 = 16;

    private static readonly byte[] Software = Encoding.ASCII.GetBytes("demo microscope\0");

    /// <summary>Writes a file.</summary>
    /// <param name="big">BigTIFF rather than classic TIFF.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixelSize">Edge of a pixel, µm; null when unknown.</param>
    /// <param name="planes">The planes' pixels, row by row.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] Write(bool big, int width, int height, double? pixelSize, IReadOnlyList<ushort[]> planes)
    {
        var layout = new Layout(big, width, height);
        var file = new byte[layout.HeaderLength + (layout.PageLength * planes.Count)];
        WriteHeader(file, layout, planes.Count > 0);
        for (var i = 0; i < planes.Count; i++)
        {
            var start = layout.HeaderLength + (layout.PageLength * i);
            var next = i + 1 < planes.Count ? start + layout.PageLength : 0;
            WriteDirectory(file.AsSpan(start), start, next, layout, pixelSize);
            MemoryMarshal.AsBytes(planes[i].AsSpan()).CopyTo(file.AsSpan(start + layout.PixelOffset));
        }

        return file;
    }

    private static void WriteHeader(Span<byte> file, Layout layout, bool hasPages)
    {
        "II"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file[2..], (ushort)(layout.Big ? 43 : 42));
        if (layout.Big)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file[4..], 8);
        }

        WriteNumber(file[(layout.Big ? 8 : 4)..], layout.Big, hasPages ? layout.HeaderLength : 0);
    }

    private static void WriteDirectory(Span<byte> page, int start, int next, Layout layout, double? pixelSize)
    {
        if (layout.Big)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(page, DirectoryEntries);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(page, DirectoryEntries);
        }

        // Pixels a centimetre as a fraction of whole numbers; 1/1 without a unit when unknown.
        var (dots, unit) = pixelSize is { } size ? ((uint)Math.Round(10_000_000 / size), 1000u) : (1u, 1u);
        var extra = layout.ExtraOffset;
        Software.CopyTo(page[extra..]);
        foreach (var offset in (ReadOnlySpan<int>)[extra + Software.Length, extra + Software.Length + 8])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(page[offset..], dots);
            BinaryPrimitives.WriteUInt32LittleEndian(page[(offset + 4)..], unit);
        }

        ReadOnlySpan<(ushort Tag, ushort Type, long Count, long Value)> entries =
        [
            (256, Long, 1, layout.Width),
            (257, Long, 1, layout.Height),
            (258, Short, 1, 16),
            (259, Short, 1, 1),
            (262, Short, 1, 1),
            (273, layout.Big ? Long8 : Long, 1, start + layout.PixelOffset),
            (277, Short, 1, 1),
            (278, Long, 1, layout.Height),
            (279, layout.Big ? Long8 : Long, 1, layout.PixelLength),
            (282, Rational, 1, layout.Big ? Packed(dots, unit) : start + extra + Software.Length),
            (283, Rational, 1, layout.Big ? Packed(dots, unit) : start + extra + Software.Length + 8),
            (296, Short, 1, pixelSize is null ? 1 : 3),
            (305, Ascii, Software.Length, start + extra),
        ];
        var at = page[(layout.Big ? 8 : 2)..];
        foreach (var (tag, type, count, value) in entries)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(at, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], type);
            WriteNumber(at[4..], layout.Big, count);
            WriteNumber(at[(layout.Big ? 12 : 8)..], layout.Big, value);
            at = at[layout.EntryLength..];
        }

        WriteNumber(at, layout.Big, next);
    }

    private static long Packed(uint numerator, uint denominator) => ((long)denominator << 32) | numerator;

    private static void WriteNumber(Span<byte> at, bool big, long value)
    {
        if (big)
        {
            BinaryPrimitives.WriteInt64LittleEndian(at, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(at, checked((uint)value));
        }
    }

    /// <summary>Where the parts of a page lie, relative to its begin.</summary>
    private readonly record struct Layout(bool Big, int Width, int Height)
    {
        public int HeaderLength => Big ? 16 : 8;

        public int EntryLength => Big ? 20 : 12;

        public int ExtraOffset => (Big ? 16 : 6) + (DirectoryEntries * EntryLength);

        public int PixelOffset => Aligned(ExtraOffset + Software.Length + 16);

        public int PixelLength => Width * Height * 2;

        public int PageLength => Aligned(PixelOffset + PixelLength);

        private static int Aligned(int length) => (length + PlaneAlignment - 1) / PlaneAlignment * PlaneAlignment;
    }
}
