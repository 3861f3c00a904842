using System.Runtime.InteropServices;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>The pixels of one row of tiles, as the montage has them. What a montage needs of memory is one or two of these, whatever the number of rows.</summary>
internal sealed unsafe class TileRow : IDisposable
{
    private readonly int _tileWidth;
    private readonly int _columns;
    private readonly int _pixel;
    private byte* _pixels;

    /// <summary>Allocates a row.</summary>
    /// <param name="shape">The shape of a tile.</param>
    /// <param name="type">Type of a pixel.</param>
    /// <param name="columns">Tiles of the row.</param>
    public TileRow(TileShape shape, PixelType type, int columns)
    {
        (_tileWidth, Height, _columns, _pixel) = (shape.Width, shape.Height, columns, type.Bytes);
        Width = (long)shape.Width * columns;
        _pixels = (byte*)NativeMemory.AllocZeroed((nuint)Height, (nuint)(Width * _pixel));
        Missing = new bool[columns];
    }

    /// <summary>Pixels a row.</summary>
    public long Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>For each column, that it has no image: its pixels are 0.</summary>
    public bool[] Missing { get; }

    /// <summary>A row of pixels.</summary>
    /// <param name="row">Its number from the top, from 0.</param>
    /// <returns>Its bytes.</returns>
    public ReadOnlySpan<byte> this[int row] => new(_pixels + (row * Width * _pixel), (int)(Width * _pixel));

    /// <summary>Copies rows of pixels.</summary>
    /// <param name="row">The first one.</param>
    /// <param name="destination">Where they go: a whole number of rows.</param>
    public void CopyTo(int row, Span<byte> destination) => new ReadOnlySpan<byte>(_pixels + (row * Width * _pixel), destination.Length).CopyTo(destination);

    /// <summary>Takes the pixels of a tile.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="tile">Its pixels, without gaps.</param>
    public void Fill(int column, IntPtr tile)
    {
        var length = (long)_tileWidth * _pixel;
        for (var row = 0; row < Height; row++)
        {
            new ReadOnlySpan<byte>((byte*)tile + (row * length), (int)length).CopyTo(Place(row, column));
        }
    }

    /// <summary>Takes some rows of pixels of a tile.</summary>
    /// <param name="first">The first row, from 0.</param>
    /// <param name="column">Its column.</param>
    /// <param name="pixels">Whole rows of the tile, without gaps.</param>
    public void Fill(int first, int column, ReadOnlySpan<byte> pixels)
    {
        var length = _tileWidth * _pixel;
        for (var row = first; !pixels.IsEmpty; row++)
        {
            pixels[..length].CopyTo(Place(row, column));
            pixels = pixels[length..];
        }
    }

    /// <summary>Makes the place of a tile black.</summary>
    /// <param name="column">Its column.</param>
    public void Blacken(int column)
    {
        Missing[column] = true;
        for (var row = 0; row < Height; row++)
        {
            Place(row, column).Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_pixels);
        _pixels = null;
    }

    private Span<byte> Place(int row, int column)
    {
        var length = _tileWidth * _pixel;
        return new Span<byte>(_pixels + (((row * (long)_columns) + column) * length), length);
    }
}
