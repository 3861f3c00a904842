using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>Undoes what was done to rows before their compression: differences between neighbours (predictor 2), or between the bytes of floating
/// point numbers, the highest bytes of a row first (predictor 3).</summary>
/// <remarks>LibTiff.NET does both wrong where numbers begin with their highest byte.</remarks>
internal sealed class RowPredictor
{
    private const ulong None = 1;
    private const ulong Horizontal = 2;

    private readonly ulong _kind;
    private readonly int _samples;
    private readonly int _size;
    private readonly bool _bigEndian;
    private byte[] _row = [];

    /// <summary>The one of a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="bigEndian">Numbers of the file begin with their highest byte.</param>
    public RowPredictor(in TiffDirectory directory, bool bigEndian) =>
        (_kind, _samples, _size, _bigEndian) = (directory.Predictor, (int)directory.SamplesOfRow, (int)directory.Bits / 8, bigEndian);

    /// <summary>After it, samples still begin with their highest byte.</summary>
    public bool LeavesBigEndian => _bigEndian && _kind == None;

    /// <summary>Undoes it in a row.</summary>
    /// <param name="row">A whole row of a strip or of a tile.</param>
    public void Undo(Span<byte> row)
    {
        if (_kind == None)
        {
            return;
        }

        if (_kind != Horizontal)
        {
            UndoFloat(row);
            return;
        }

        switch (_size)
        {
            case 1:
                Add(row, _samples);
                break;
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(row);
                if (_bigEndian)
                {
                    BinaryPrimitives.ReverseEndianness(shorts, shorts);
                }

                Add(shorts, _samples);
                break;
            case 4:
                var longs = MemoryMarshal.Cast<byte, uint>(row);
                if (_bigEndian)
                {
                    BinaryPrimitives.ReverseEndianness(longs, longs);
                }

                Add(longs, _samples);
                break;
            default:
                var long8s = MemoryMarshal.Cast<byte, ulong>(row);
                if (_bigEndian)
                {
                    BinaryPrimitives.ReverseEndianness(long8s, long8s);
                }

                Add(long8s, _samples);
                break;
        }
    }

    private static void Add<T>(Span<T> row, int samples)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = samples; i < row.Length; i++)
        {
            row[i] = unchecked(row[i] + row[i - samples]);
        }
    }

    private void UndoFloat(Span<byte> row)
    {
        Add(row, _samples);
        if (_row.Length < row.Length)
        {
            _row = new byte[row.Length];
        }

        var mixed = _row.AsSpan(0, row.Length);
        row.CopyTo(mixed);
        var count = row.Length / _size;
        for (var i = 0; i < count; i++)
        {
            for (var b = 0; b < _size; b++)
            {
                row[(i * _size) + b] = mixed[((_size - 1 - b) * count) + i];
            }
        }
    }
}
