namespace MicroStatus.Acquisition;

/// <summary>Reads a store's folders and files. Each call costs what its name says: metadata calls are what is dear (lab.md §1).</summary>
public interface IFileTree
{
    /// <summary>One stat call.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>The facts, or null when nothing is there.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder above refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    FileFacts? Find(string path);

    /// <summary>Reads one folder, without a stat an entry.</summary>
    /// <param name="path">An absolute path of a folder.</param>
    /// <returns>The entries in no particular order.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    IReadOnlyList<FolderEntry> List(string path);

    /// <summary>Reads a small file whole.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="limit">Most bytes to read.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="InvalidDataException">The file is larger than <paramref name="limit"/>, or no regular file.</exception>
    /// <exception cref="FileNotFoundException">The file is not there (any more).</exception>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    byte[] ReadFile(string path, int limit);

    /// <summary>Reads the end of a file that may grow.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>Its last bytes.</returns>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    byte[] ReadEnd(string path, int limit);
}
