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

    // What a classic TIFF can hold, with room for the directory before it.
    private const ulong LongestPlane = 2_000_000_000;

    private readonly SampleTally _tally;
    private readonly RowPredictor _predictor;
    private readonly CancellationToken _cancellationToken;

    static CompressedPlane() => BitMiracle.LibTiff.Classic.Tiff.SetErrorHandler(new SilentLibTiff());

    private CompressedPlane(SampleTally tally, RowPredictor predictor, CancellationToken cancellationToken) =>
        (_tally, _predictor, _cancellationToken) = (tally, predictor, cancellationToken);

    /// <summary>Whether planes of this kind are decoded.</summary>
    /// <param name="directory">The plane's directory.</param>
    /// <param name="bigEndian">The file's numbers begin with their highest byte.</param>
    /// <returns>False for a compression that is not known here, and for rows or tiles that would need too much memory.</returns>
    public static bool CanDecode(in TiffDirectory directory, bool bigEndian)
    {
        var unit = directory.IsTiled ? directory.RowLength(directory.TileWidth) * directory.TileLength : directory.RowLength(directory.Width);
        return directory.Compression is Lzw or AdobeDeflate or PackBits or Deflate
            && directory.FillOrder is 1 or 2
            && directory.Samples <= MostSamples
            && Math.Max(directory.Width, directory.Height) <= int.MaxValue
            && (directory.Predictor is 1 or 2 || (directory.Predictor == 3 && directory.Bits is 32 or 64 && !bigEndian)) // otherwise writers differ
            && unit <= LargestPiece
            && !(directory.IsTiled && unit == 0);
    }

    /// <summary>Decodes a plane.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">Its directory, whose data are inside the file.</param>
    /// <param name="tally">Takes its samples.</param>
    /// <param name="isDecoded">False when its compressed pieces would need too much memory: then nothing is said of it.</param>
    /// <param name="cancellationToken">Stops between two rows or tiles.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static TiffFault? Scan(
        ref TiffSource source,
        in TiffDirectory directory,
        SampleTally tally,
        out bool isDecoded,
        CancellationToken cancellationToken)
    {
        var (begin, end) = (ulong.MaxValue, 0UL);
        isDecoded = true;
        for (ulong i = 0; i < directory.Offsets.Count; i++)
        {
            if (!source.TryPiece(directory.Offsets, directory.Counts, i, out var piece) || piece.Length == 0)
            {
                return Undecodable($"{(directory.IsTiled ? "tile" : "strip")} {i} is not written");
            }

            (begin, end) = (Math.Min(begin, piece.Offset), Math.Max(end, (ulong)piece.End));
            isDecoded &= piece.Length <= LargestPiece && end - begin <= LongestPlane;
        }

        if (!isDecoded)
        {
            return null;
        }

        if (CompressedHead.Write(ref source, directory, begin) is not { } head)
        {
            return new TiffFault(TiffFaultKind.Truncated, null, "truncated while it was read");
        }

        var data = new CompressedData(head, (long)begin, source.Descriptor, source.Length, source.Path);
        TiffFault? fault;
        try
        {
            fault = new CompressedPlane(tally, new RowPredictor(directory, source.BigEndian), cancellationToken).Decode(data, directory);
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

                _predictor.Undo(row);
                _tally.Add(row, _predictor.LeavesBigEndian);
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
                var row = tile.AsSpan(y * stride, stride);
                _predictor.Undo(row);
                _tally.Add(row[..used], _predictor.LeavesBigEndian);
            }
        }

        return null;
    }
}
