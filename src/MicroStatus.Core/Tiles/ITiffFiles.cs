namespace MicroStatus.Tiles;

/// <summary>Looks into TIFF files: classic TIFF or BigTIFF, either byte order, as deep as is asked for.</summary>
/// <remarks>A broken file is a value with faults, never an error; no input makes it hang, crash or take much memory.</remarks>
public interface ITiffFiles
{
    /// <summary>Looks into one file.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="depth">How deep.</param>
    /// <param name="cancellationToken">Stops between two pieces of the file.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    TiffFile Examine(string path, TiffDepth depth, CancellationToken cancellationToken);

    /// <summary>Looks into files of one folder, whose path is resolved once.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <param name="names">Names of files in it.</param>
    /// <param name="depth">How deep.</param>
    /// <param name="decoded">Hears of the bytes of each plane that was decoded; or null.</param>
    /// <param name="cancellationToken">Stops between two pieces of a file.</param>
    /// <returns>What was seen of each, in their order; null for a file that is not there (any more).</returns>
    /// <exception cref="DirectoryNotFoundException">The folder is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    IReadOnlyList<TiffFile?> ExamineFolder(
        string folder, IReadOnlyList<string> names, TiffDepth depth, IProgress<long>? decoded, CancellationToken cancellationToken);
}
