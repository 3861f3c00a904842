using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>The first bytes of a TIFF: signature, byte order, and where the first directory lies.</summary>
internal static class TiffPreamble
{
    private const ulong ClassicLength = 8;
    private const ulong BigLength = 16;

    /// <summary>Where directories may begin.</summary>
    /// <param name="big">BigTIFF rather than classic TIFF.</param>
    /// <returns>The first byte behind the header.</returns>
    public static ulong LengthOf(bool big) => big ? BigLength : ClassicLength;

    /// <summary>Reads it.</summary>
    /// <param name="source">The file, which learns its byte order and kind.</param>
    /// <param name="first">Where the first directory begins.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static TiffFault? Read(ref TiffSource source, out ulong first)
    {
        first = 0;
        if (!source.IsFile)
        {
            return new TiffFault(TiffFaultKind.NotTiff, null, "no regular file");
        }

        if (source.Length == 0)
        {
            return new TiffFault(TiffFaultKind.Empty, null, "0 bytes");
        }

        if (!source.TryRead(0, (int)ClassicLength, out var head))
        {
            return Short(source.Length);
        }

        source.BigEndian = head[0] == 'M';
        var version = source.Number(head[2..4]);
        if (head[0] != head[1] || (head[0] != 'I' && head[0] != 'M') || version is not (42 or 43))
        {
            return new TiffFault(TiffFaultKind.NotTiff, null, "no TIFF signature");
        }

        source.Big = version == 43;
        if (!source.Big)
        {
            first = source.Number(head[4..8]);
        }
        else if (source.Number(head[4..6]) != 8)
        {
            return new TiffFault(TiffFaultKind.Damaged, null, "a damaged BigTIFF header");
        }
        else if (!source.TryRead(8, 8, out var offset))
        {
            return Short(source.Length);
        }
        else
        {
            first = source.Number(offset);
        }

        return first == 0 ? new TiffFault(TiffFaultKind.Damaged, null, "no image in it") : null;
    }

    private static TiffFault Short(long length) => new(TiffFaultKind.Truncated, null, $"truncated: {length} bytes");
}
