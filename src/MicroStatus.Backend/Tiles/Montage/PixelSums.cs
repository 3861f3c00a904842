using System.Numerics;
using System.Runtime.InteropServices;
using NetVips;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Adds rows of pixels to sums. Whole numbers of up to 16 bits are added without rounding.</summary>
internal static class PixelSums
{
    /// <summary>Adds a row.</summary>
    /// <param name="type">Type of a pixel.</param>
    /// <param name="row">The row's bytes.</param>
    /// <param name="sums">The sums, one for each pixel.</param>
    public static void Add(PixelType type, ReadOnlySpan<byte> row, Span<float> sums)
    {
        switch (type.Format)
        {
            case Enums.BandFormat.Uchar:
                AddBytes(row, sums);
                break;
            case Enums.BandFormat.Char:
                AddEach(MemoryMarshal.Cast<byte, sbyte>(row), sums, 0);
                break;
            case Enums.BandFormat.Ushort:
                AddShorts(MemoryMarshal.Cast<byte, ushort>(row), sums);
                break;
            case Enums.BandFormat.Short:
                AddEach(MemoryMarshal.Cast<byte, short>(row), sums, 0);
                break;
            case Enums.BandFormat.Uint:
                AddEach(MemoryMarshal.Cast<byte, uint>(row), sums, 0);
                break;
            case Enums.BandFormat.Int:
                AddEach(MemoryMarshal.Cast<byte, int>(row), sums, 0);
                break;
            case Enums.BandFormat.Float:
                AddEach(MemoryMarshal.Cast<byte, float>(row), sums, 0);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No montage is made of it.");
        }
    }

    private static void AddBytes(ReadOnlySpan<byte> row, Span<float> sums)
    {
        var done = 0;
        for (; done <= row.Length - Vector<byte>.Count; done += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[done..]), out var low, out var high);
            AddWide(low, sums[done..]);
            AddWide(high, sums[(done + Vector<ushort>.Count)..]);
        }

        AddEach(row, sums, done);
    }

    private static void AddShorts(ReadOnlySpan<ushort> row, Span<float> sums)
    {
        var done = 0;
        for (; done <= row.Length - Vector<ushort>.Count; done += Vector<ushort>.Count)
        {
            AddWide(new Vector<ushort>(row[done..]), sums[done..]);
        }

        AddEach(row, sums, done);
    }

    private static void AddWide(Vector<ushort> pixels, Span<float> sums)
    {
        Vector.Widen(pixels, out var low, out var high);
        var next = sums[Vector<float>.Count..];
        (new Vector<float>(sums) + Vector.ConvertToSingle(Vector.AsVectorInt32(low))).CopyTo(sums);
        (new Vector<float>(next) + Vector.ConvertToSingle(Vector.AsVectorInt32(high))).CopyTo(next);
    }

    private static void AddEach<T>(ReadOnlySpan<T> row, Span<float> sums, int from)
        where T : INumberBase<T>
    {
        for (var i = from; i < row.Length; i++)
        {
            sums[i] += float.CreateTruncating(row[i]);
        }
    }
}
