using MicroStatus.Backend.Trash;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>Real folders of a process that dies after so many acts.</summary>
internal sealed class DyingFolders(int renames, int deletions) : IDataFolders
{
    private readonly DataFolders _inner = new();
    private int _renames = renames;
    private int _deletions = deletions;

    public IDataFolder? Open(string path) => _inner.Open(path);

    public bool Rename(RootedPath from, RootedPath to, ulong inode) =>
        _renames-- > 0 ? _inner.Rename(from, to, inode) : throw new InvalidOperationException("Killed before a rename.");

    public FolderDeletion Delete(RootedPath path, Func<bool> goesOn, CancellationToken cancellationToken) =>
        _deletions-- > 0 ? _inner.Delete(path, goesOn, cancellationToken) : throw new InvalidOperationException("Killed before a deletion.");
}
