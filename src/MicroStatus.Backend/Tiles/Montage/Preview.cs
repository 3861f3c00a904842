using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Backend.Storage;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>The small picture of one channel: its averages lie in a nameless file until all are known, since only then black and white are.</summary>
internal sealed class Preview : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Percentiles _percentiles = new();
    private long _length;
    private float _scale;

    /// <summary>Creates an empty one.</summary>
    /// <param name="folder">The folder whose file system holds the averages.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="IOException">The folder takes no file.</exception>
    public Preview(string folder, int width, int height)
    {
        (Width, Height) = (width, height);
        var path = SharedFile.TemporaryNameFor(Path.Join(folder, "preview"));
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        // Whatever happens to the process, nothing of it is left.
        File.Delete(path);
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The value that is shown black; null when no pixel has a value.</summary>
    public double? Black { get; private set; }

    /// <summary>The value that is shown white; null when no pixel has a value.</summary>
    public double? White { get; private set; }

    /// <summary>Takes the next rows.</summary>
    /// <param name="averages">Whole rows; what is not a number is shown black and counts for nothing.</param>
    public void Append(ReadOnlySpan<float> averages)
    {
        var bytes = MemoryMarshal.AsBytes(averages);
        RandomAccess.Write(_file, bytes, _length);
        _length += bytes.Length;
        _percentiles.Add(averages);
    }

    /// <summary>Finds black and white, when all rows are there.</summary>
    /// <param name="low">The share that is shown black, in percent.</param>
    /// <param name="high">The share below which nothing is white yet, in percent.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void Stretch(double low, double high, CancellationToken cancellationToken)
    {
        var found = _percentiles.Find([low, high], take =>
        {
            var buffer = new float[1 << 18];
            for (long at = 0; at < _length;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var part = (int)Math.Min(buffer.Length, (_length - at) / sizeof(float));
                Read(at, buffer.AsSpan(0, part));
                take(buffer.AsSpan(0, part));
                at += (long)part * sizeof(float);
            }
        });
        if (found is [var black, var white])
        {
            (Black, White) = (black, white);
            _scale = white > black ? (float)(255 / (white - black)) : 0;
        }
    }

    /// <summary>Gives rows as shades of grey.</summary>
    /// <param name="first">The first row, from 0.</param>
    /// <param name="shades">Where they go: a whole number of rows.</param>
    public void Shade(int first, Span<byte> shades)
    {
        // The grey picture and the one in colour ask at the same time.
        var rented = ArrayPool<float>.Shared.Rent(shades.Length);
        try
        {
            var averages = rented.AsSpan(0, shades.Length);
            Read((long)first * Width * sizeof(float), averages);
            var black = (float)(Black ?? 0);
            for (var i = 0; i < averages.Length; i++)
            {
                var shade = ((averages[i] - black) * _scale) + 0.5f;
                // Also false for what is not a number.
                shades[i] = shade >= 1 ? (byte)Math.Min(shade, 255f) : (byte)0;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Read(long at, Span<float> averages)
    {
        var bytes = MemoryMarshal.AsBytes(averages);
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(_file, bytes, at);
            if (read == 0)
            {
                throw new EndOfStreamException("The preview's averages are not all there.");
            }

            bytes = bytes[read..];
            at += read;
        }
    }
}
