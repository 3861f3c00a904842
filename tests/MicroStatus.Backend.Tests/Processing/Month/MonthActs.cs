using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Trash;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Processing.Month;

/// <summary>Real acts on files and folders that carry the lab clock's time, of a process that may die before or after each.</summary>
/// <param name="clock">The lab's clock.</param>
/// <param name="mayDie">Ends the process now, or not.</param>
internal sealed class MonthActs(TimeProvider clock, Action mayDie) : IFileActs, IDataFolders
{
    private readonly FileActs _files = new();
    private readonly DataFolders _folders = new();

    /// <summary>Files that were written, in their order.</summary>
    public List<string> Written { get; } = [];

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        mayDie();
        _files.WriteFile(path, content);
        Written.Add(path);
        File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
        Stamp(path);
        mayDie();
    }

    public bool TryRename(string path, string newName)
    {
        var isRenamed = _files.TryRename(path, newName);
        Stamp(path);
        return isRenamed;
    }

    public void MakeFolder(string path)
    {
        var isNew = !Directory.Exists(path);
        _files.MakeFolder(path);
        if (isNew)
        {
            Directory.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            Stamp(path);
        }
    }

    public void Delete(string path)
    {
        _files.Delete(path);
        Stamp(path);
    }

    public IDataFolder? Open(string path) => _folders.Open(path);

    public bool Rename(RootedPath from, RootedPath to, ulong inode)
    {
        mayDie();
        var isRenamed = _folders.Rename(from, to, inode);
        Stamp(from.Path);
        Stamp(to.Path);
        mayDie();
        return isRenamed;
    }

    public FolderDeletion Delete(RootedPath path, Func<bool> goesOn, CancellationToken cancellationToken) => _folders.Delete(path, goesOn, cancellationToken);

    private void Stamp(string path)
    {
        if (Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder))
        {
            Directory.SetLastWriteTimeUtc(folder, clock.GetUtcNow().UtcDateTime);
        }
    }
}
