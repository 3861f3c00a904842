using System.Text;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;

namespace MicroStatus.Backend.Trash;

/// <summary>Deletes a tree from the leaves up, each name below its opened folder.</summary>
/// <param name="goesOn">False ends it for now.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class DeletionRun(Func<bool> goesOn, CancellationToken cancellationToken)
{
    private const uint OwnerMayAll = 0x1C0; // 0700

    /// <summary>What was deleted.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes that this has freed.</summary>
    public long Freed { get; private set; }

    /// <summary>Deletes one name with everything below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name in it.</param>
    /// <param name="path">What errors call it.</param>
    /// <returns>False when it was ended before.</returns>
    public bool Delete(SafeFileHandle folder, byte[] name, string path)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!goesOn())
        {
            return false;
        }

        var error = FolderCalls.Stat(folder, name, out var stat);
        if (error != 0)
        {
            return error == Libc.NotFound ? true : throw PosixFileTree.Fault(error, path);
        }

        var isFolder = DataFolder.StampOf(stat).Kind == EntryKind.Folder;
        if (isFolder && !Empty(folder, name, path))
        {
            return false;
        }

        error = FolderCalls.Unlink(folder, name, isFolder);
        if (error is not 0 and not Libc.NotFound)
        {
            throw PosixFileTree.Fault(error, path);
        }

        Entries++;
        Freed += isFolder || stat.Links > 1 ? 0 : DataFolder.BytesOf(stat);
        return true;
    }

    private bool Empty(SafeFileHandle above, byte[] name, string path)
    {
        var (folder, error) = FolderCalls.Open(above, name, Libc.ReadOnly | Libc.Folder | FolderCalls.NoFollow);
        if (folder is null)
        {
            throw error == FolderCalls.IsLink ? new IOException($"'{path}' became a link.", error) : PosixFileTree.Fault(error, path);
        }

        using (folder)
        {
            if (FolderCalls.Stat(folder, [], out var stat) == 0 && (stat.Mode & OwnerMayAll) != OwnerMayAll)
            {
                _ = FolderCalls.ChangeMode(folder, (stat.Mode & 0xFFFu) | OwnerMayAll); // when this is refused, so is what follows
            }

            var (names, fault) = FolderCalls.List(folder);
            if (fault != 0)
            {
                throw PosixFileTree.Fault(fault, path);
            }

            return names.TrueForAll(below => Delete(folder, below, Path.Join(path, Encoding.UTF8.GetString(below))));
        }
    }
}
