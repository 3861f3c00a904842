using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>Reads one image directory; nothing is kept of an entry but what is asked for.</summary>
internal static class TiffDirectoryReader
{
    // No microscope's directory is longer; reading it would be the attack it probably is.
    private const ulong MostEntries = 4096;
    private const ulong MostSamples = 64;

    /// <summary>Reads it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="directory">What it says.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static TiffFault? Read(ref TiffSource source, ulong start, out TiffDirectory directory)
    {
        directory = TiffDirectory.Empty;
        var countLength = source.Big ? 8 : 2;
        var entryLength = source.Big ? 20 : 12;
        if (!source.TryRead(start, countLength, out var countBytes))
        {
            return new TiffFault(TiffFaultKind.Truncated, null, "truncated: its directory lies beyond the end");
        }

        var count = source.Number(countBytes);
        if (count is 0 or > MostEntries)
        {
            return new TiffFault(TiffFaultKind.Damaged, null, $"a damaged directory of {count} entries");
        }

        TiffFault? fault = null;
        for (ulong i = 0; i < count; i++)
        {
            var position = start + (ulong)countLength + (i * (ulong)entryLength);
            if (!source.TryRead(position, entryLength, out var entry))
            {
                return new TiffFault(TiffFaultKind.Truncated, null, "truncated: its directory ends beyond the end");
            }

            // Behind a bad entry others may be right, and the next directory's place stands behind them all.
            fault ??= Take(ref source, ref directory, entry, position);
        }

        var nextLength = source.Big ? 8 : 4;
        var entries = (ulong)countLength + (count * (ulong)entryLength);
        if (!source.TryRead(start + entries, nextLength, out var next))
        {
            return new TiffFault(TiffFaultKind.Truncated, null, "truncated: its directory ends beyond the end");
        }

        (directory.Length, directory.Next) = (entries + (ulong)nextLength, source.Number(next));
        fault ??= directory.Width == 0 || directory.Height == 0 ? new TiffFault(TiffFaultKind.Damaged, null, "no image size in its directory") : null;
        directory.IsRead = fault is null;
        return fault;
    }

    private static TiffFault? Take(ref TiffSource source, ref TiffDirectory directory, ReadOnlySpan<byte> entry, ulong position)
    {
        var valueAt = source.Big ? 12 : 8;
        var tag = (ushort)source.Number(entry[..2]);
        var type = (ushort)source.Number(entry[2..4]);
        var table = new TiffTable(type, source.Number(entry[4..valueAt]), position + (ulong)valueAt);
        if (table.Length > (source.Big ? 8u : 4u))
        {
            table = table with { Position = source.Number(entry[valueAt..]) };
            if (table.Position + table.Length > (UInt128)source.Length)
            {
                return new TiffFault(
                    TiffFaultKind.Truncated,
                    null,
                    $"truncated: {table.Count} values of tag {tag} up to byte {table.Position + table.Length}, {source.Length} bytes in the file");
            }
        }

        return TryTake(ref source, ref directory, tag, table)
            ? null
            : new TiffFault(TiffFaultKind.Damaged, null, "a damaged entry in its directory");
    }

    private static bool TryTake(ref TiffSource source, ref TiffDirectory directory, ushort tag, in TiffTable table)
    {
        switch (tag)
        {
            case TiffTag.NewSubfileType:
                return source.TryValue(table, 0, out directory.SubfileType);
            case TiffTag.SubfileType:
                return source.TryValue(table, 0, out directory.OldSubfileType);
            case TiffTag.Width:
                return source.TryValue(table, 0, out directory.Width);
            case TiffTag.Height:
                return source.TryValue(table, 0, out directory.Height);
            case TiffTag.BitsPerSample:
                return TryTakeBits(ref source, ref directory, table);
            case TiffTag.Compression:
                return source.TryValue(table, 0, out directory.Compression);
            case TiffTag.Photometric:
                return source.TryValue(table, 0, out directory.Photometric);
            case TiffTag.FillOrder:
                return source.TryValue(table, 0, out directory.FillOrder);
            case TiffTag.Description:
                directory.Description = table;
                return true;
            case TiffTag.SamplesPerPixel:
                return source.TryValue(table, 0, out directory.Samples);
            case TiffTag.RowsPerStrip:
                return source.TryValue(table, 0, out directory.RowsPerStrip);
            case TiffTag.PlanarConfiguration:
                return source.TryValue(table, 0, out directory.Planar);
            case TiffTag.Predictor:
                return source.TryValue(table, 0, out directory.Predictor);
            case TiffTag.TileWidth:
                return source.TryValue(table, 0, out directory.TileWidth);
            case TiffTag.TileLength:
                return source.TryValue(table, 0, out directory.TileLength);
            case TiffTag.StripOffsets or TiffTag.TileOffsets:
                directory.Offsets = table;
                directory.IsTiled = tag == TiffTag.TileOffsets;
                return TiffValueType.IsCount(table.Type);
            case TiffTag.StripByteCounts or TiffTag.TileByteCounts:
                directory.Counts = table;
                return TiffValueType.IsCount(table.Type);
            case TiffTag.SampleFormat:
                return source.TryValue(table, 0, out directory.Format);
            case TiffTag.ImageDepth:
                return source.TryValue(table, 0, out directory.Depth);
            default:
                return true;
        }
    }

    private static bool TryTakeBits(ref TiffSource source, ref TiffDirectory directory, in TiffTable table)
    {
        if (!source.TryValue(table, 0, out directory.Bits))
        {
            return false;
        }

        for (ulong i = 1; i < Math.Min(table.Count, MostSamples); i++)
        {
            if (!source.TryValue(table, i, out var bits))
            {
                return false;
            }

            directory.HasMixedBits |= bits != directory.Bits;
        }

        return true;
    }
}
