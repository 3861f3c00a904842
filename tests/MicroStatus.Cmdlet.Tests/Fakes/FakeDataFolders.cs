using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Trash;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Whole folders in memory, without links.</summary>
public sealed class FakeDataFolders(FakeFileTree files) : IDataFolders
{
    public IDataFolder? Open(string path) => files.Find(path) is { Kind: EntryKind.Folder } ? new FakeDataFolder(files, path) : null;

    public bool Rename(RootedPath from, RootedPath to, ulong inode)
    {
        if (files.Find(from.Path)?.Identity.Inode != inode)
        {
            return false;
        }

        files.Move(from.Path, to.Path);
        return true;
    }

    public FolderDeletion Delete(RootedPath path, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var doomed = files.Below(path.Path).Append(path.Path).Select(files.Find).OfType<FileFacts>().ToList();
        files.Delete(path.Path);
        return new FolderDeletion(IsComplete: true, doomed.Count, doomed.Sum(facts => facts.Length));
    }

    private sealed class FakeDataFolder(FakeFileTree files, string path) : IDataFolder
    {
        public FileStamp? Find(ReadOnlySpan<byte> below) => files.Find(At(below)) is { } facts ? StampOf(facts) : null;

        public byte[]? ReadLink(ReadOnlySpan<byte> below) => null;

        public Stream? OpenFile(ReadOnlySpan<byte> below) => files.Find(At(below)) is { Kind: EntryKind.File } ? new MemoryStream(files.ReadFile(At(below), int.MaxValue)) : null;

        public IEnumerable<FoundEntry> Walk(CancellationToken cancellationToken) => files.Below(path).Select(found =>
            new FoundEntry(Encoding.UTF8.GetBytes(found[(path.Length + 1)..]), StampOf(files.Find(found)!.Value), files.Find(found)!.Value.Length));

        public void Dispose()
        {
            // Nothing is open.
        }

        private string At(ReadOnlySpan<byte> below) => below.IsEmpty ? path : Path.Join(path, Encoding.UTF8.GetString(below));

        private static FileStamp StampOf(FileFacts facts)
        {
            var nanoseconds = (facts.Modified - DateTimeOffset.UnixEpoch).Ticks * 100;
            return new FileStamp(facts.Kind, facts.Length, nanoseconds, nanoseconds, facts.Identity.Inode);
        }
    }
}
