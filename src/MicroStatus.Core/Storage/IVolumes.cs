namespace MicroStatus.Storage;

/// <summary>How full the file systems of the stores are.</summary>
public interface IVolumes
{
    /// <summary>Measures the file system that holds a path: one call, whatever the file system holds.</summary>
    /// <param name="path">An absolute path of something that is there.</param>
    /// <returns>Its space.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder above refuses access.</exception>
    /// <exception cref="IOException">The path is not there, the file system does not tell its size, or any other fault of it.</exception>
    VolumeSpace Measure(string path);

    /// <summary>Whether this process may make files in a folder, as its permissions and its file system's mode say. Nothing is written.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <returns>False when the permissions refuse, or the file system is read-only.</returns>
    /// <exception cref="IOException">The folder is not there, or any other fault of the file system.</exception>
    bool MayWrite(string folder);
}
