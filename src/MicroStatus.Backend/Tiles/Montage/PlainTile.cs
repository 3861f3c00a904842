using System.Buffers;
using MicroStatus.Backend.Tiles.Tiff;

namespace MicroStatus.Backend.Tiles.Montage;

/// <summary>Reads images whose bytes are their pixels, as microscopes write them: uncompressed, in strips, in this machine's byte order.</summary>
/// <remarks>It is what nearly all tiles are, and libvips takes several times as long for it; everything else is left to libvips.</remarks>
internal static class PlainTile
{
    private const int BufferLength = 256 * 1024;
    private const ulong MinIsBlack = 1;

    /// <summary>Reads all pixels of an image into its place, if it is one of these.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="shape">The shape of a tile.</param>
    /// <param name="type">Type of a pixel.</param>
    /// <param name="rows">Where it goes.</param>
    /// <param name="column">The column of the place.</param>
    /// <returns>False when it is none of these, or anything is wrong with it; its place may hold some of its pixels then.</returns>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public static bool TryRead(string path, TileShape shape, PixelType type, TileRow rows, int column) => TiffOpening.One(
        path,
        (ref TiffSource source) => TiffWalk.JudgeFirst(ref source, out var first) is null
            && first is { } directory
            && IsPlain(source, directory, shape, type)
            && Read(ref source, directory, rows, column));

    private static bool IsPlain(in TiffSource source, in TiffDirectory directory, TileShape shape, PixelType type) =>
        directory.Compression == 1
        && !directory.IsTiled
        && directory.Samples == 1
        && directory.Depth == 1
        && directory.Photometric == MinIsBlack
        && directory.FillOrder == 1
        && directory.Predictor == 1
        && directory.Width == (ulong)shape.Width
        && directory.Height == (ulong)shape.Height
        && directory.Bits == (ulong)type.Bytes * 8
        && directory.Format == type.SampleFormat
        && (type.Bytes == 1 || source.BigEndian != BitConverter.IsLittleEndian);

    private static bool Read(ref TiffSource source, in TiffDirectory directory, TileRow rows, int column)
    {
        var rowLength = (int)directory.RowLength(directory.Width);
        var rowsPerStrip = directory.RowsPerStrip is 0 ? directory.Height : Math.Min(directory.RowsPerStrip, directory.Height);
        var atATime = Math.Max(1, BufferLength / rowLength);
        var buffer = ArrayPool<byte>.Shared.Rent(atATime * rowLength);
        try
        {
            var row = 0;
            for (ulong strip = 0; row < rows.Height; strip++)
            {
                var inStrip = (int)Math.Min(rowsPerStrip, (ulong)(rows.Height - row));
                if (!source.TryPiece(directory.Offsets, directory.Counts, strip, out var piece) || piece.Length < (ulong)inStrip * (ulong)rowLength)
                {
                    return false;
                }

                for (var done = 0; done < inStrip;)
                {
                    var part = Math.Min(atATime, inStrip - done);
                    var pixels = buffer.AsSpan(0, part * rowLength);
                    if (!source.TryFill(piece.Offset + ((ulong)done * (ulong)rowLength), pixels))
                    {
                        return false;
                    }

                    rows.Fill(row, column, pixels);
                    row += part;
                    done += part;
                }
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
