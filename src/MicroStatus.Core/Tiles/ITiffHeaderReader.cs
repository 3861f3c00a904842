namespace MicroStatus.Tiles;

/// <summary>Looks at the head of a TIFF: signature, first directory, and that its strips lie inside the file. Never reads pixels.</summary>
public interface ITiffHeaderReader
{
    /// <summary>Reads one file's head: classic TIFF or BigTIFF, either byte order.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>The header; a broken file is a header with a fault, not an error.</returns>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    TiffHeader Read(string path);

    /// <summary>Reads the heads of many files of one folder, whose path is resolved once.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <param name="names">Names of files in it.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>A header for each name, in their order; null for a file that is not there (any more).</returns>
    /// <exception cref="DirectoryNotFoundException">The folder is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    IReadOnlyList<TiffHeader?> ReadFolder(string folder, IReadOnlyList<string> names, CancellationToken cancellationToken);
}
