using System.Text;
using Microsoft.Win32.SafeHandles;
using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Trash;

/// <summary>A folder by its descriptor.</summary>
/// <param name="handle">The folder, owned from now on.</param>
/// <param name="path">What errors call it.</param>
internal sealed class DataFolder(SafeFileHandle handle, string path) : IDataFolder
{
    /// <inheritdoc/>
    public FileStamp? Find(ReadOnlySpan<byte> path)
    {
        var error = FolderCalls.Stat(handle, path, out var buffer);
        return error switch
        {
            0 => StampOf(buffer),
            Libc.NotFound or Libc.NotAFolder => null,
            _ => throw Fault(error, path),
        };
    }

    /// <inheritdoc/>
    public byte[]? ReadLink(ReadOnlySpan<byte> path) => FolderCalls.ReadLink(handle, path);

    /// <inheritdoc/>
    public Stream? OpenFile(ReadOnlySpan<byte> path)
    {
        var (file, error) = FolderCalls.Open(handle, path, Libc.ReadOnly | Libc.NonBlocking | FolderCalls.NoFollow);
        return file is not null ? new FileStream(file, FileAccess.Read, bufferSize: 0)
            : error is Libc.NotFound or Libc.NotAFolder ? null
            : throw Fault(error, path);
    }

    /// <inheritdoc/>
    public IEnumerable<FoundEntry> Walk(CancellationToken cancellationToken)
    {
        var waiting = new Stack<byte[]>([[]]);
        while (waiting.TryPop(out var at))
        {
            foreach (var name in List(at))
            {
                cancellationToken.ThrowIfCancellationRequested();
                byte[] below = at.Length == 0 ? name : [.. at, (byte)'/', .. name];
                if (FolderCalls.Stat(handle, below, out var buffer) != 0)
                {
                    continue; // gone meanwhile
                }

                var stamp = StampOf(buffer);
                if (stamp.Kind == EntryKind.Folder)
                {
                    waiting.Push(below);
                }

                yield return new FoundEntry(below, stamp, BytesOf(buffer));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    /// <summary>What a statx buffer says.</summary>
    internal static FileStamp StampOf(in Libc.StatxBuffer buffer)
    {
        var kind = PosixFileTree.FactsOf(buffer).Kind;
        return new FileStamp(
            kind,
            kind == EntryKind.Folder ? 0 : buffer.Size,
            (buffer.ModifiedSeconds * 1_000_000_000) + buffer.ModifiedNanoseconds,
            (buffer.ChangedSeconds * 1_000_000_000) + buffer.ChangedNanoseconds,
            buffer.Inode);
    }

    /// <summary>What something takes on disk.</summary>
    internal static long BytesOf(in Libc.StatxBuffer buffer) => (long)buffer.Blocks * 512;

    private List<byte[]> List(byte[] at)
    {
        var (folder, error) = FolderCalls.Open(handle, at.Length == 0 ? "."u8 : at, Libc.ReadOnly | Libc.Folder | FolderCalls.NoFollow);
        if (folder is null)
        {
            return error is Libc.NotFound or Libc.NotAFolder or FolderCalls.IsLink ? [] : throw Fault(error, at);
        }

        using (folder)
        {
            var (names, fault) = FolderCalls.List(folder);
            return fault == 0 ? names : throw Fault(fault, at);
        }
    }

    private Exception Fault(int error, ReadOnlySpan<byte> below) => PosixFileTree.Fault(error, Path.Join(path, Encoding.UTF8.GetString(below)));
}
