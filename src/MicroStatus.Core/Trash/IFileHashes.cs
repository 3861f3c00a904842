namespace MicroStatus.Trash;

/// <summary>Hashes files as the manifests of moves do: BLAKE2b of 256 bits.</summary>
public interface IFileHashes
{
    /// <summary>Hashes a file's content.</summary>
    /// <param name="content">The content, from where the stream stands; stays the caller's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>64 hexadecimal digits in small letters.</returns>
    /// <exception cref="StatusException"><c>HashToolMissing</c>: the program is not on this machine. <c>HashFailed</c>: it ended with an error.</exception>
    /// <exception cref="IOException">Reading failed.</exception>
    Task<string> HashAsync(Stream content, CancellationToken cancellationToken);
}
