using MicroStatus.Backend.Tiles.Tiff;
using MicroStatus.Backend.Tiles.Tiff.Pixels;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles;

/// <summary>Looks into TIFF files with a reader of its own, that believes no number of a file which the file's length does not bear out.</summary>
public sealed class TiffFiles : ITiffFiles
{
    /// <inheritdoc/>
    public TiffFile Examine(string path, TiffDepth depth, CancellationToken cancellationToken) =>
        TiffOpening.One(path, (ref TiffSource source) => Look(ref source, depth, decoded: null, cancellationToken));

    /// <inheritdoc/>
    public IReadOnlyList<TiffFile?> ExamineFolder(
        string folder, IReadOnlyList<string> names, TiffDepth depth, IProgress<long>? decoded, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(names);
        return TiffOpening.All<TiffFile?>(
            folder,
            names,
            (ref TiffSource source) => Look(ref source, depth, decoded, cancellationToken),
            missing: null,
            cancellationToken);
    }

    private static TiffFile Look(ref TiffSource source, TiffDepth depth, IProgress<long>? decoded, CancellationToken cancellationToken)
    {
        using var pixels = depth == TiffDepth.Pixels ? new PixelScan(decoded) : null;
        var walk = new TiffWalk(pixels, cancellationToken);
        if (depth == TiffDepth.Header)
        {
            walk.LookAtFirst(ref source);
        }
        else
        {
            walk.LookAtAll(ref source);
        }

        return new TiffFile
        {
            Path = source.Path,
            Length = source.Length,
            Modified = source.Facts.Modified,
            Shape = walk.Shape,
            IsCompressed = walk.IsCompressed,
            Planes = walk.Planes,
            Faults = walk.Faults,
            Pixels = pixels?.Result(),
        };
    }
}
