namespace MicroStatus.Acquisition;

/// <summary>Files that are written piece by piece, and get their name only when they were read back and found right.</summary>
public interface IVerifiedFiles
{
    /// <summary>Writes a file beside its place, flushes it, has it read back, makes it group-writable and gives it its name. When anything fails, nothing is left.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="verify">Reads it back, and throws when it is wrong.</param>
    /// <exception cref="UnauthorizedAccessException">The folder refuses access.</exception>
    /// <exception cref="IOException">Something has the name already, or any other fault of the file system.</exception>
    void Write(string path, Action<Stream> write, Action<Stream> verify);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its content, which can be sought in; null when there is no file.</returns>
    /// <exception cref="UnauthorizedAccessException">The file refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    Stream? Open(string path);
}
