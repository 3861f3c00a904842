using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Trash;
using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Trash;

namespace MicroStatus.Backend.Tests.Trash;

/// <summary>Real acts on files, folders and the database, of a process that dies before one of them.</summary>
internal sealed class MortalActs(Lifetime life, IActGate gate) : IFileActs, IDataFolders, IActGate
{
    private readonly FileActs _files = new();
    private readonly DataFolders _folders = new();

    public IReadOnlyList<AppliedChange> Write(IReadOnlyList<DatasetChangeSet> changeSets)
    {
        life.Spend();
        return gate.Write(changeSets);
    }

    public void WriteOwn(Action<IDatasetDatabase, ILeaseHold> write) => gate.WriteOwn(write);

    public bool MayAct() => gate.MayAct();

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        life.Spend();
        _files.WriteFile(path, content);
    }

    public bool TryRename(string path, string newName) => _files.TryRename(path, newName);

    public void MakeFolder(string path)
    {
        life.Spend();
        _files.MakeFolder(path);
    }

    public void Delete(string path) => _files.Delete(path);

    public IDataFolder? Open(string path) => _folders.Open(path);

    public bool Rename(RootedPath from, RootedPath to, ulong inode)
    {
        life.Spend();
        return _folders.Rename(from, to, inode);
    }

    public FolderDeletion Delete(RootedPath path, Func<bool> goesOn, CancellationToken cancellationToken) => _folders.Delete(path, goesOn, cancellationToken);
}
