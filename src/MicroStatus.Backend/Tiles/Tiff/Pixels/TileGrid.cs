namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>The tiles of an image inside a TIFF.</summary>
/// <param name="directory">The directory, which names the tiles' size.</param>
internal readonly struct TileGrid(in TiffDirectory directory)
{
    private readonly ulong _width = directory.Width;
    private readonly ulong _height = directory.Height;
    private readonly ulong _tileWidth = directory.TileWidth;
    private readonly ulong _tileLength = directory.TileLength;
    private readonly ulong _across = (directory.Width + directory.TileWidth - 1) / directory.TileWidth;
    private readonly ulong _down = (directory.Height + directory.TileLength - 1) / directory.TileLength;

    /// <summary>How many there are.</summary>
    public ulong Count { get; } = (ulong)directory.PiecesDue();

    /// <summary>The part of a tile that lies inside the image.</summary>
    /// <param name="index">The tile, from 0.</param>
    /// <returns>Its size in pixels.</returns>
    public (ulong Width, ulong Height) SizeOf(ulong index)
    {
        var (row, column) = (index / _across % _down, index % _across);
        return (Math.Min(_tileWidth, _width - (column * _tileWidth)), Math.Min(_tileLength, _height - (row * _tileLength)));
    }
}
