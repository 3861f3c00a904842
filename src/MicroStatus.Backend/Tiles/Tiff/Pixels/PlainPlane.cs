using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff.Pixels;

/// <summary>The samples of an uncompressed plane, read in large pieces whatever the size of its strips or tiles.</summary>
/// <param name="buffer">Where they are read to.</param>
/// <param name="tally">Takes them.</param>
/// <param name="cancellationToken">Stops between two pieces.</param>
internal readonly struct PlainPlane(byte[] buffer, SampleTally tally, CancellationToken cancellationToken)
{
    /// <summary>Reads a plane.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">Its directory, whose data are inside the file.</param>
    /// <param name="repeat">Which of the planes under it, from 0.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public TiffFault? Scan(ref TiffSource source, in TiffDirectory directory, long repeat)
    {
        if (directory.IsTiled)
        {
            return ScanTiles(ref source, directory);
        }

        if (repeat > 0)
        {
            var length = (ulong)directory.DataLength();
            return source.TryPiece(directory.Offsets, directory.Counts, 0, out var first)
                ? ScanRun(ref source, first.Offset + ((ulong)repeat * length), length)
                : Shrunk();
        }

        return ScanStrips(ref source, directory);
    }

    private static TiffFault Shrunk() => new(TiffFaultKind.Truncated, null, "truncated while it was read");

    // Strips that follow one another are read as one.
    private TiffFault? ScanStrips(ref TiffSource source, in TiffDirectory directory)
    {
        var row = (ulong)directory.RowLength(directory.Width);
        var left = (ulong)directory.DataLength();
        var rows = directory.RowsPerStrip > 0 && directory.PiecesDue() == directory.Offsets.Count
            ? Math.Min(directory.RowsPerStrip, directory.Height)
            : 0;
        var inPlane = rows == 0 ? 1 : (directory.Height + rows - 1) / rows;
        var (start, length) = (0UL, 0UL);
        for (ulong i = 0; i < directory.Offsets.Count && left > 0; i++)
        {
            if (!source.TryPiece(directory.Offsets, directory.Counts, i, out var piece))
            {
                return Shrunk();
            }

            var due = rows == 0 ? Math.Min(piece.Length, left) : row * Math.Min(rows, directory.Height - (i % inPlane * rows));
            if (piece.Length < due)
            {
                return new TiffFault(TiffFaultKind.Undecodable, null, $"short: {piece.Length} bytes of strip {i}, {due} due");
            }

            if (start + length != piece.Offset)
            {
                if (ScanRun(ref source, start, length) is { } fault)
                {
                    return fault;
                }

                (start, length) = (piece.Offset, 0);
            }

            length += due;
            left -= due;
        }

        return ScanRun(ref source, start, length);
    }

    private TiffFault? ScanRun(ref TiffSource source, ulong start, ulong length)
    {
        var piece = (ulong)(buffer.Length / tally.SampleLength * tally.SampleLength);
        while (length > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = buffer.AsSpan(0, (int)Math.Min(piece, length));
            if (!source.TryFill(start, bytes))
            {
                return Shrunk();
            }

            tally.Add(bytes, source.BigEndian);
            start += (ulong)bytes.Length;
            length -= (ulong)bytes.Length;
        }

        return null;
    }

    private TiffFault? ScanTiles(ref TiffSource source, in TiffDirectory directory)
    {
        if (directory.TileWidth == 0 || directory.TileLength == 0)
        {
            return new TiffFault(TiffFaultKind.Undecodable, null, "no size of its tiles in its directory");
        }

        var tiles = new TileGrid(directory);
        for (ulong i = 0; i < tiles.Count; i++)
        {
            if (!source.TryPiece(directory.Offsets, directory.Counts, i, out var piece))
            {
                return Shrunk();
            }

            if (piece.Length == 0)
            {
                return new TiffFault(TiffFaultKind.Undecodable, null, $"tile {i} is not written");
            }

            if (ScanTile(ref source, directory, piece.Offset, tiles.SizeOf(i)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    // What lies in a tile beyond the plane's edge is no part of it.
    private TiffFault? ScanTile(ref TiffSource source, in TiffDirectory directory, ulong start, (ulong Width, ulong Height) size)
    {
        var stride = (ulong)directory.RowLength(directory.TileWidth);
        var used = (ulong)directory.RowLength(size.Width);
        if (used == stride)
        {
            return ScanRun(ref source, start, stride * size.Height);
        }

        var atOnce = (ulong)buffer.Length / stride;
        for (ulong row = 0; row < size.Height; row += Math.Max(1, atOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (atOnce == 0)
            {
                if (ScanRun(ref source, start + (row * stride), used) is { } fault)
                {
                    return fault;
                }

                continue;
            }

            var rows = Math.Min(atOnce, size.Height - row);
            var bytes = buffer.AsSpan(0, (int)(rows * stride));
            if (!source.TryFill(start + (row * stride), bytes))
            {
                return Shrunk();
            }

            for (; !bytes.IsEmpty; bytes = bytes[(int)stride..])
            {
                tally.Add(bytes[..(int)used], source.BigEndian);
            }
        }

        return null;
    }
}
