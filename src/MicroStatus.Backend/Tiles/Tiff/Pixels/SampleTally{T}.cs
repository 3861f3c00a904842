using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>What the samples of one type tell, many at a time.</summary>
/// <typeparam name="T">The type of a sample.</typeparam>
internal sealed class SampleTally<T> : SampleTally
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // A block is counted only when it holds the largest value at all; it is still in the first cache then.
    private const int BlockBytes = 16 * 1024;

    private static readonly bool IsFloat = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private T _minimum;
    private T _maximum;
    private long _numbers;

    public SampleTally() => Reset();

    /// <inheritdoc/>
    public override int SampleLength => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override double Minimum => _numbers == 0 ? double.NaN : double.CreateChecked(_minimum);

    /// <inheritdoc/>
    public override double Maximum => _numbers == 0 ? double.NaN : double.CreateChecked(_maximum);

    /// <inheritdoc/>
    public override bool IsBlank => Count > 0 && (_numbers == 0 || (_numbers == Count && _minimum == _maximum));

    /// <inheritdoc/>
    public override void Reset()
    {
        // An infinite value is beyond the largest of its type.
        (_minimum, _maximum) = IsFloat
            ? (T.CreateChecked(double.PositiveInfinity), T.CreateChecked(double.NegativeInfinity))
            : (T.MaxValue, T.MinValue);
        (_numbers, Count, Saturated) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public override void Add(Span<byte> bytes, bool bigEndian)
    {
        var all = MemoryMarshal.Cast<byte, T>(bytes);
        while (!all.IsEmpty)
        {
            var block = all[..Math.Min(all.Length, BlockBytes / SampleLength)];
            if (bigEndian)
            {
                TurnRound(MemoryMarshal.AsBytes(block));
            }

            Count += block.Length;
            if (IsFloat)
            {
                AddFloats(block);
            }
            else
            {
                AddWhole(block);
            }

            all = all[block.Length..];
        }
    }

    private static void TurnRound(Span<byte> bytes)
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var longs = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
            case 8:
                var long8s = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(long8s, long8s);
                break;
            default:
                break;
        }
    }

    private void AddWhole(ReadOnlySpan<T> block)
    {
        _numbers += block.Length;
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(block);
        var (low, high) = (new Vector<T>(_minimum), new Vector<T>(T.MinValue));
        foreach (var vector in vectors)
        {
            low = Vector.Min(low, vector);
            high = Vector.Max(high, vector);
        }

        var highest = T.MinValue;
        for (var i = 0; i < Vector<T>.Count; i++)
        {
            _minimum = T.Min(_minimum, low[i]);
            highest = T.Max(highest, high[i]);
        }

        foreach (var value in block[(vectors.Length * Vector<T>.Count)..])
        {
            _minimum = T.Min(_minimum, value);
            highest = T.Max(highest, value);
        }

        _maximum = T.Max(_maximum, highest);
        if (highest == T.MaxValue)
        {
            Saturated += block.Count(T.MaxValue);
        }
    }

    // A value that is no number is neither small nor large: the comparisons leave it out.
    private void AddFloats(ReadOnlySpan<T> block)
    {
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(block);
        var (low, high) = (new Vector<T>(_minimum), new Vector<T>(_maximum));
        var numbers = 0L;
        foreach (var vector in vectors)
        {
            low = Vector.ConditionalSelect(Vector.LessThan(vector, low), vector, low);
            high = Vector.ConditionalSelect(Vector.GreaterThan(vector, high), vector, high);
            if (Vector.EqualsAll(vector, vector))
            {
                numbers += Vector<T>.Count;
                continue;
            }

            for (var i = 0; i < Vector<T>.Count; i++)
            {
                numbers += T.IsNaN(vector[i]) ? 0 : 1;
            }
        }

        for (var i = 0; i < Vector<T>.Count; i++)
        {
            (_minimum, _maximum) = (T.Min(_minimum, low[i]), T.Max(_maximum, high[i]));
        }

        foreach (var value in block[(vectors.Length * Vector<T>.Count)..])
        {
            if (!T.IsNaN(value))
            {
                numbers++;
                (_minimum, _maximum) = (T.Min(_minimum, value), T.Max(_maximum, value));
            }
        }

        _numbers += numbers;
    }
}
