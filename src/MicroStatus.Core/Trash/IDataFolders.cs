namespace MicroStatus.Trash;

/// <summary>Acts on whole folders and files of data: renames that never replace anything, and deletion that never leaves its folder.</summary>
public interface IDataFolders
{
    /// <summary>Opens a folder.</summary>
    /// <param name="path">An absolute path; a link at its end is refused.</param>
    /// <returns>The folder; null when there is none.</returns>
    /// <exception cref="UnauthorizedAccessException">Access is refused.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    IDataFolder? Open(string path);

    /// <summary>Renames a file or a folder within one file system, never over anything and never through a link.</summary>
    /// <param name="from">What is renamed.</param>
    /// <param name="to">Its new path; the folder above it exists.</param>
    /// <param name="inode">What it must be: when something else was put in its place meanwhile, that is put back.</param>
    /// <returns>False when it is not there (any more), or is something else.</returns>
    /// <exception cref="UnauthorizedAccessException">Access is refused.</exception>
    /// <exception cref="IOException">Something has the new path, a link is on the way, the file systems differ, or any other fault. Nothing was
    /// renamed.</exception>
    bool Rename(RootedPath from, RootedPath to, ulong inode);

    /// <summary>Deletes a file, a link or a folder with everything in it. Links are deleted themselves, and never followed.</summary>
    /// <param name="path">What is deleted.</param>
    /// <param name="goesOn">Asked between two entries: false ends it for now.</param>
    /// <param name="cancellationToken">Ends it between two entries.</param>
    /// <returns>How far it came; complete also when there was nothing.</returns>
    /// <exception cref="UnauthorizedAccessException">Access is refused.</exception>
    /// <exception cref="IOException">A link is on the way, or any other fault of the file system.</exception>
    FolderDeletion Delete(RootedPath path, Func<bool> goesOn, CancellationToken cancellationToken);
}
