using BitMiracle.LibTiff.Classic;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>The samples of a compressed plane, decoded by LibTiff row by row or tile by tile.</summary>
internal sealed class CompressedPlane
{
    private const ulong Lzw = 5;
    private const ulong AdobeDeflate = 8;
    private const ulong PackBits = 32773;
    private const ulong Deflate = 32946;
    private const ulong MostSamples = 64;

    // LibTiff takes a compressed piece whole into memory, and a decoded row or tile.
    private const ulong LargestPiece = 48 << 20;

    private readonly SampleTally _tally;
    private readonly CancellationToken _cancellationToken;

    static CompressedPlane() => BitMiracle.LibTiff.Classic.Tiff.SetErrorHandler(new SilentLibTiff());

    private CompressedPlane(SampleTally tally, CancellationToken cancellationToken) => (_tally, _cancellationToken) = (tally, cancellationToken);

    /// <summary>Whether planes of this kind are decoded.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">The plane's directory.</param>
    /// <returns>False for a compression that is not known here, and for pieces that would need too much memory.</returns>
    public static bool CanDecode(ref TiffSource source, in TiffDirectory directory)
    {
        var isKnown = directory.Compression is Lzw or AdobeDeflate or PackBits or Deflate
            && directory.FillOrder is 1 or 2
            && directory.Samples <= MostSamples
            && Math.Max(directory.Width, directory.Height) <= int.MaxValue
            && (directory.Predictor, directory.Bits) is (1, _) or (2, 8 or 16 or 32) or (3, 32);
        var unit = directory.IsTiled ? directory.RowLength(directory.TileWidth) * directory.TileLength : directory.RowLength(directory.Width);
        if (!isKnown || unit > LargestPiece || (directory.IsTiled && unit == 0))
        {
            return false;
        }

        for (ulong i = 0; i < directory.Offsets.Count; i++)
        {
            if (source.TryPiece(directory.Offsets, directory.Counts, i, out var piece) && piece.Length > LargestPiece)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decodes a plane.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">Its directory, whose data are inside the file.</param>
    /// <param name="tally">Takes its samples.</param>
    /// <param name="cancellationToken">Stops between two rows or tiles.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static TiffFault? Scan(ref TiffSource source, in TiffDirectory directory, SampleTally tally, CancellationToken cancellationToken)
    {
        if (CompressedHead.Write(ref source, directory) is not { } head)
        {
            return new TiffFault(TiffFaultKind.Truncated, null, "truncated while it was read");
        }

        var data = new CompressedData(head, source.Descriptor, source.Length, source.Path);
        TiffFault? fault;
        try
        {
            fault = new CompressedPlane(tally, cancellationToken).Decode(data, directory);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // Damaged data make LibTiff throw whatever comes of them.
            fault = Undecodable($"its compressed data are damaged ({e.GetType().Name})");
        }

        return data.Fault is { } unread ? throw unread : fault;
    }

    private static TiffFault Undecodable(string text) => new(TiffFaultKind.Undecodable, null, text);

    private TiffFault? Decode(CompressedData data, in TiffDirectory directory)
    {
        using var tiff = BitMiracle.LibTiff.Classic.Tiff.ClientOpen("plane", "r", data, data);
        return tiff is null ? Undecodable("its compressed data cannot be opened")
            : directory.IsTiled ? DecodeTiles(tiff, directory)
            : DecodeRows(tiff, directory);
    }

    private TiffFault? DecodeRows(BitMiracle.LibTiff.Classic.Tiff tiff, in TiffDirectory directory)
    {
        var row = new byte[(int)directory.RowLength(directory.Width)];
        if (tiff.ScanlineSize() != row.Length)
        {
            return Undecodable($"rows of {tiff.ScanlineSize()} bytes, {row.Length} due");
        }

        var planes = directory.IsPlanar ? (short)directory.Samples : (short)1;
        for (short plane = 0; plane < planes; plane++)
        {
            for (var y = 0; y < (int)directory.Height; y++)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (!tiff.ReadScanline(row, y, plane))
                {
                    return Undecodable($"the compressed data of row {y} are damaged");
                }

                _tally.Add(row, bigEndian: false);
            }
        }

        return null;
    }

    private TiffFault? DecodeTiles(BitMiracle.LibTiff.Classic.Tiff tiff, in TiffDirectory directory)
    {
        var stride = (int)directory.RowLength(directory.TileWidth);
        var tile = new byte[stride * (int)directory.TileLength];
        if (tiff.TileSize() != tile.Length)
        {
            return Undecodable($"tiles of {tiff.TileSize()} bytes, {tile.Length} due");
        }

        var grid = new TileGrid(directory);
        for (ulong i = 0; i < grid.Count; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (tiff.ReadEncodedTile((int)i, tile, 0, tile.Length) != tile.Length)
            {
                return Undecodable($"the compressed data of tile {i} are damaged");
            }

            var (width, height) = grid.SizeOf(i);
            var used = (int)directory.RowLength(width);
            for (var y = 0; y < (int)height; y++)
            {
                _tally.Add(tile.AsSpan(y * stride, used), bigEndian: false);
            }
        }

        return null;
    }
}
