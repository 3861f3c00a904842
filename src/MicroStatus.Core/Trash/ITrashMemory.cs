using MicroStatus.Database;

namespace MicroStatus.Trash;

/// <summary>What an open database knows of files that were taken elsewhere, and of files that were hashed. Relocations are written with
/// <see cref="DatasetChangeSet.Relocations"/>.</summary>
/// <remarks>Errors as at <see cref="IDatasetDatabase"/>.</remarks>
public interface ITrashMemory
{
    /// <summary>A dataset's files that were taken elsewhere.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>The records, oldest first.</returns>
    IReadOnlyList<FileRelocation> FindRelocations(long id);

    /// <summary>What is known of a file's content.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The hash and the stamp that it belongs to, or null.</returns>
    HashedFile? FindHash(string path);

    /// <summary>Notes what files were found to hold, so that a run that ends early loses nothing.</summary>
    /// <param name="files">The files.</param>
    /// <param name="lease">The lease under which this is written.</param>
    void WriteHashes(IReadOnlyList<HashedFile> files, ILeaseHold lease);

    /// <summary>Forgets hashes of files below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="lease">The lease under which this is written.</param>
    void ForgetHashes(string folder, ILeaseHold lease);
}
