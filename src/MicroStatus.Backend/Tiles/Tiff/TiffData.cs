using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles.Tiff;

/// <summary>The image data of one directory: judged against the file's length by its tables alone.</summary>
internal static class TiffData
{
    // A table longer than this is no microscope's; reading it would be the attack it probably is.
    private const ulong MostPieces = 1 << 20;

    /// <summary>Says what is wrong with it, if anything is.</summary>
    /// <param name="source">The file.</param>
    /// <param name="directory">Its directory.</param>
    /// <param name="length">Its bytes; 0 when something is wrong with it.</param>
    /// <param name="end">The byte behind it when it is one run of bytes, as long as its size asks for; null otherwise.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static TiffFault? Judge(ref TiffSource source, in TiffDirectory directory, out ulong length, out ulong? end)
    {
        (length, end) = (0, null);
        var (offsets, counts) = (directory.Offsets, directory.Counts);
        if (offsets.Count == 0 || counts.Count != offsets.Count)
        {
            return Damaged("no table of its image data");
        }

        if (offsets.Count > MostPieces)
        {
            return Damaged($"a damaged table of {offsets.Count} {Pieces(directory)}");
        }

        if (directory.PiecesDue() > offsets.Count)
        {
            return Damaged($"{offsets.Count} {Pieces(directory)}, {directory.PiecesDue()} due");
        }

        return JudgePieces(ref source, directory, out length, out end);
    }

    private static TiffFault? JudgePieces(ref TiffSource source, in TiffDirectory directory, out ulong length, out ulong? end)
    {
        (length, end) = (0, null);
        var (isRun, before, total) = (true, (UInt128)0, (UInt128)0);
        var tile = TileLength(directory);
        for (ulong i = 0; i < directory.Offsets.Count; i++)
        {
            if (!source.TryPiece(directory.Offsets, directory.Counts, i, out var piece))
            {
                return new TiffFault(TiffFaultKind.Truncated, null, "truncated: the table of its image data lies beyond the end");
            }

            if (piece.End > (UInt128)source.Length)
            {
                return new TiffFault(TiffFaultKind.Truncated, null, $"truncated: image data up to byte {piece.End}, {source.Length} bytes in the file");
            }

            if (piece.Length > 0 && piece.Offset == 0)
            {
                return Damaged("image data not written");
            }

            if (piece.Length > 0 && piece.Length < tile)
            {
                return Damaged($"short: {piece.Length} bytes of tile {i}, {tile} due");
            }

            isRun &= i == 0 || piece.Offset == before;
            before = piece.End;
            total += piece.Length;
        }

        if (total > (UInt128)source.Length)
        {
            return Damaged($"image data that overlap: {total} bytes of them, {source.Length} bytes in the file");
        }

        var due = directory is { IsPlain: true, IsTiled: false } ? directory.DataLength() : 1;
        if (total < due)
        {
            return Damaged(total == 0 ? "no image data" : $"short: {total} bytes of image data, {due} due");
        }

        length = (ulong)total;
        end = isRun && directory.IsPlain && total == directory.DataLength() ? (ulong)before : null;
        return null;
    }

    // Tiles at the edges are as long as the others.
    private static UInt128 TileLength(in TiffDirectory directory) =>
        directory is { IsPlain: true, IsTiled: true, Depth: 1 } ? directory.RowLength(directory.TileWidth) * directory.TileLength : 0;

    private static TiffFault Damaged(string text) => new(TiffFaultKind.Damaged, null, text);

    private static string Pieces(in TiffDirectory directory) => directory.IsTiled ? "tiles" : "strips";
}
