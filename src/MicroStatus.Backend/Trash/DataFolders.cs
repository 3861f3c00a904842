using System.Text;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Trash;

/// <summary>Renames and deletes below opened folders: a path that is swapped for a link meanwhile leads nowhere.</summary>
public sealed class DataFolders : IDataFolders
{
    /// <inheritdoc/>
    public IDataFolder? Open(string path)
    {
        var (folder, error) = FolderCalls.Open(null, Encoding.UTF8.GetBytes(path), Libc.ReadOnly | Libc.Folder | FolderCalls.NoFollow);
        return folder is not null ? new DataFolder(folder, path)
            : error is Libc.NotFound or Libc.NotAFolder or FolderCalls.IsLink ? null
            : throw PosixFileTree.Fault(error, path);
    }

    /// <inheritdoc/>
    public bool Rename(RootedPath from, RootedPath to, ulong inode)
    {
        using var fromFolder = OpenParent(from);
        using var toFolder = OpenParent(to) ?? throw new DirectoryNotFoundException($"'{Path.GetDirectoryName(to.Path)}' is not there.");
        var (fromName, toName) = (NameOf(from), NameOf(to));
        if (fromFolder is null || FolderCalls.Stat(fromFolder, fromName, out var before) != 0 || before.Inode != inode)
        {
            return false;
        }

        RenameNew(fromFolder, fromName, toFolder, toName, to.Path, DataFolder.StampOf(before).Kind == EntryKind.Folder);
        if (FolderCalls.Stat(toFolder, toName, out var after) == 0 && after.Inode == inode)
        {
            return true;
        }

        // Something was put in its place between the look and the rename: it goes back to where it was.
        RenameNew(toFolder, toName, fromFolder, fromName, from.Path, DataFolder.StampOf(after).Kind == EntryKind.Folder);
        return false;
    }

    /// <inheritdoc/>
    public FolderDeletion Delete(RootedPath path, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        using var parent = OpenParent(path);
        var run = new DeletionRun(goesOn, cancellationToken);
        var isComplete = parent is null || run.Delete(parent, NameOf(path), path.Path);
        return new FolderDeletion(isComplete, run.Entries, run.Freed);
    }

    // Not every file system can refuse to replace by itself (BeeGFS cannot): there an empty file or folder of our own claims the name
    // first, and is replaced.
    private static void RenameNew(
        SafeFileHandle fromFolder, byte[] from, SafeFileHandle toFolder, byte[] to, string toPath, bool isFolder)
    {
        var error = FolderCalls.Rename(fromFolder, from, toFolder, to, FolderCalls.NoReplace);
        if (error is FolderCalls.Invalid or FolderCalls.NoSuchCall)
        {
            error = RenameOverClaim(fromFolder, from, toFolder, to, isFolder);
        }

        if (error != 0)
        {
            throw error switch
            {
                FolderCalls.Exists or FolderCalls.NotEmpty => new IOException($"'{toPath}' exists already.", error),
                FolderCalls.OtherDevice => new IOException($"'{toPath}' lies on another file system.", error),
                _ => PosixFileTree.Fault(error, toPath),
            };
        }
    }

    /// <summary>Renames by a claim of the name: 0, or an errno.</summary>
    internal static int RenameOverClaim(SafeFileHandle fromFolder, byte[] from, SafeFileHandle toFolder, byte[] to, bool isFolder)
    {
        var error = isFolder ? FolderCalls.MakeFolder(toFolder, to) : Claim(toFolder, to);
        if (error != 0)
        {
            return error;
        }

        error = FolderCalls.Rename(fromFolder, from, toFolder, to, flags: 0);
        if (error != 0 && (isFolder || IsEmptyFile(toFolder, to)))
        {
            _ = FolderCalls.Unlink(toFolder, to, isFolder); // a folder goes only while it is empty
        }

        return error;
    }

    private static int Claim(SafeFileHandle folder, byte[] name)
    {
        var (file, error) = FolderCalls.Open(
            folder, name, FolderCalls.WriteOnly | FolderCalls.Create | FolderCalls.Exclusive | FolderCalls.NoFollow, mode: 0x1B4); // 0664
        file?.Dispose();
        return error;
    }

    private static bool IsEmptyFile(SafeFileHandle folder, byte[] name) =>
        FolderCalls.Stat(folder, name, out var stat) == 0 && DataFolder.StampOf(stat) is { Kind: EntryKind.File, Size: 0 };

    private static byte[] NameOf(RootedPath path) => Encoding.UTF8.GetBytes(Path.GetFileName(path.Path));

    // From the root on, each folder by itself and none through a link; null when one is not there.
    private static SafeFileHandle? OpenParent(RootedPath path)
    {
        var root = Path.TrimEndingDirectorySeparator(path.Root);
        if (!path.Path.StartsWith(root + "/", StringComparison.Ordinal))
        {
            throw new IOException($"'{path.Path}' does not lie below '{root}'.");
        }

        var at = root;
        var (folder, error) = FolderCalls.Open(null, Encoding.UTF8.GetBytes(root), Libc.ReadOnly | Libc.Folder);
        foreach (var segment in path.Path[(root.Length + 1)..].Split('/').SkipLast(1))
        {
            if (folder is null || segment is "" or "." or "..")
            {
                break;
            }

            at = Path.Join(at, segment);
            using var above = folder;
            (folder, error) = FolderCalls.Open(above, Encoding.UTF8.GetBytes(segment), Libc.ReadOnly | Libc.Folder | FolderCalls.NoFollow);
            if (folder is null && error == Libc.NotAFolder && FolderCalls.Stat(above, Encoding.UTF8.GetBytes(segment), out _) == 0)
            {
                error = FolderCalls.IsLink;
            }
        }

        return folder ?? (error == Libc.NotFound ? null
            : error == FolderCalls.IsLink ? throw new IOException($"'{at}' is no folder but a link or a file: it is not followed.", error)
            : throw PosixFileTree.Fault(error, at));
    }
}
