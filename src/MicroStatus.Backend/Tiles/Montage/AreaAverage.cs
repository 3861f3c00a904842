using System.Buffers;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Makes a montage smaller: a pixel of the preview is the mean of the square of pixels that it stands for, at the edges of those that are there.</summary>
/// <remarks>A square that touches a place without an image is not a number. Squares may reach from one row of tiles into the next.</remarks>
internal sealed class AreaAverage
{
    private readonly PixelType _type;
    private readonly int _factor;
    private readonly long _width;
    private readonly float[] _carry;
    private int _carried;

    /// <summary>Creates it for one channel.</summary>
    /// <param name="width">Pixels a row of the montage.</param>
    /// <param name="type">Type of a pixel.</param>
    /// <param name="factor">Edge of the square, 1 or more.</param>
    public AreaAverage(long width, PixelType type, int factor)
    {
        (_width, _type, _factor) = (width, type, factor);
        _carry = new float[width];
    }

    /// <summary>Pixels a row of the preview.</summary>
    public int PreviewWidth => (int)((_width + _factor - 1) / _factor);

    /// <summary>Averages a row of tiles, and what was left of the one above.</summary>
    /// <param name="rows">The row of tiles.</param>
    /// <param name="isLast">No further one follows.</param>
    /// <param name="emit">Takes rows of the preview, in their order.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void Add(TileRow rows, bool isLast, Action<ReadOnlySpan<float>> emit, CancellationToken cancellationToken)
    {
        var first = 0;
        if (_carried > 0)
        {
            first = Math.Min(_factor - _carried, rows.Height);
            Sum(rows, 0, first, _carry);
            _carried += first;
            Flush(force: isLast && first == rows.Height, emit);
        }

        var whole = (rows.Height - first) / _factor;
        var averages = ArrayPool<float>.Shared.Rent(Math.Max(1, whole * PreviewWidth));
        try
        {
            // A stripe a thread, with sums of its own.
            var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, whole, options, () => ArrayPool<float>.Shared.Rent((int)_width), (row, _, rented) =>
            {
                var sums = rented.AsSpan(0, (int)_width);
                sums.Clear();
                Sum(rows, first + (row * _factor), _factor, sums);
                Mean(sums, _factor, averages.AsSpan(row * PreviewWidth, PreviewWidth));
                return rented;
            }, rented => ArrayPool<float>.Shared.Return(rented));
            emit(averages.AsSpan(0, whole * PreviewWidth));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(averages);
        }

        var rest = first + (whole * _factor);
        if (rest < rows.Height)
        {
            Array.Clear(_carry);
            Sum(rows, rest, rows.Height - rest, _carry);
            _carried = rows.Height - rest;
            Flush(isLast, emit);
        }
    }

    private void Flush(bool force, Action<ReadOnlySpan<float>> emit)
    {
        if (_carried == _factor || (force && _carried > 0))
        {
            var row = new float[PreviewWidth];
            Mean(_carry, _carried, row);
            _carried = 0;
            emit(row);
        }
    }

    private void Sum(TileRow rows, int first, int count, Span<float> sums)
    {
        for (var row = first; row < first + count; row++)
        {
            PixelSums.Add(_type, rows[row], sums);
        }

        var tileWidth = (int)(_width / rows.Missing.Length);
        for (var column = 0; column < rows.Missing.Length; column++)
        {
            if (rows.Missing[column])
            {
                sums.Slice(column * tileWidth, tileWidth).Fill(float.NaN);
            }
        }
    }

    private void Mean(ReadOnlySpan<float> sums, int rows, Span<float> averages)
    {
        for (var x = 0; x < averages.Length; x++)
        {
            var square = sums.Slice(x * _factor, Math.Min(_factor, sums.Length - (x * _factor)));
            double sum = 0;
            foreach (var column in square)
            {
                sum += column;
            }

            averages[x] = (float)(sum / (rows * square.Length));
        }
    }
}
