namespace MicroStatus.Acquisition;

/// <summary>The acts on a store's files that a check needs: few, and each appears complete or not at all.</summary>
public interface IFileActs
{
    /// <summary>Writes a file beside its place, flushes it, makes it group-writable and renames it into place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    void WriteFile(string path, ReadOnlySpan<byte> content);

    /// <summary>Renames a file within its folder, never over an existing one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newName">Its new name.</param>
    /// <returns>False when the file is not there (any more).</returns>
    /// <exception cref="IOException">The new name exists, or any other fault.</exception>
    bool TryRename(string path, string newName);

    /// <summary>Makes a folder and those above it, group-writable, unless they are there.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    void MakeFolder(string path);

    /// <summary>Deletes a file of our own making.</summary>
    /// <param name="path">The file.</param>
    void Delete(string path);
}
