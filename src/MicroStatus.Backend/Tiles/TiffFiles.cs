using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tiles;

/// <summary>Looks into TIFF files.</summary>
public sealed class TiffFiles : ITiffFiles
{
    /// <inheritdoc/>
    public TiffFile Examine(string path, TiffDepth depth, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IReadOnlyList<TiffFile?> ExamineFolder(string folder, IReadOnlyList<string> names, TiffDepth depth, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
