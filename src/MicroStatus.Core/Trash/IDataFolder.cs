namespace MicroStatus.Trash;

/// <summary>An opened folder of data: what is looked up in it is in it, whatever becomes of the path that led there. Paths are bytes.</summary>
/// <remarks>Members throw <see cref="UnauthorizedAccessException"/> or <see cref="IOException"/> when the file system refuses.</remarks>
public interface IDataFolder : IDisposable
{
    /// <summary>One stat call; a link is not followed.</summary>
    /// <param name="path">The path below the folder; empty for the folder itself.</param>
    /// <returns>What is there, or null.</returns>
    FileStamp? Find(ReadOnlySpan<byte> path);

    /// <summary>Reads a link.</summary>
    /// <param name="path">The path below the folder.</param>
    /// <returns>Its target; null when there is no link.</returns>
    byte[]? ReadLink(ReadOnlySpan<byte> path);

    /// <summary>Opens a file for reading; a link is refused.</summary>
    /// <param name="path">The path below the folder.</param>
    /// <returns>Its content; null when there is nothing.</returns>
    Stream? OpenFile(ReadOnlySpan<byte> path);

    /// <summary>Everything below the folder, links not followed. Memory grows with the largest folder alone.</summary>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <returns>Each as it is found, a folder before what is in it.</returns>
    IEnumerable<FoundEntry> Walk(CancellationToken cancellationToken);
}
