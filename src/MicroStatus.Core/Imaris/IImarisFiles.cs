namespace MicroStatus.Imaris;

/// <summary>Looks at Imaris files: whether they open, and what they hold (lab.md §3, §4).</summary>
/// <remarks>An Imaris file is HDF5. Only its headers are read, a few hundred kilobytes at most in a usual file, however large the images are. A
/// file may hold anything at all: a broken one, however damaged, is an answer and never an error, and takes bounded time and memory.</remarks>
public interface IImarisFiles
{
    /// <summary>Examines one file by its headers; no pixel is read.</summary>
    /// <param name="path">An absolute path; links are followed.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <returns>What the file is; a broken one has a reason.</returns>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    ImarisFile Examine(string path, CancellationToken cancellationToken);

    /// <summary>Examines one file by its headers, and reads one chunk of every dataset: its place must lie in the file, and its bytes must unpack.</summary>
    /// <param name="path">An absolute path; links are followed.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <returns>What the file is; a broken one has a reason.</returns>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    ImarisFile ExamineDeeply(string path, CancellationToken cancellationToken);
}
