using MicroStatus.Acquisition;
using MicroStatus.Backend.Acquisition;
using MicroStatus.Backend.Tiles;
using MicroStatus.Tiles;

namespace MicroStatus.Backend.Tests.Checks;

/// <summary>The real store, with a hook before each call: a test takes folders away, denies access or breaks the disk there.</summary>
internal sealed class FaultyTree : IFileTree, ITiffHeaderReader
{
    private readonly PosixFileTree _tree = new();
    private readonly TiffHeaderReader _headers = new();
    private int _calls;

    /// <summary>Runs before each call, with its kind (find, list, read, head) and path; may throw what the ports document.</summary>
    public Action<string, string>? Before { get; set; }

    public int Calls => _calls;

    public FileFacts? Find(string path)
    {
        Enter("find", path);
        return _tree.Find(path);
    }

    public IReadOnlyList<FolderEntry> List(string path)
    {
        Enter("list", path);
        return _tree.List(path);
    }

    public byte[] ReadEnd(string path, int limit)
    {
        Enter("read", path);
        return _tree.ReadEnd(path, limit);
    }

    public byte[] ReadFile(string path, int limit)
    {
        Enter("read", path);
        return _tree.ReadFile(path, limit);
    }

    public TiffHeader Read(string path)
    {
        Enter("head", path);
        return _headers.Read(path);
    }

    // One by one, so that a test can act between two files.
    public IReadOnlyList<TiffHeader?> ReadFolder(string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var headers = new List<TiffHeader?>();
        foreach (var name in names)
        {
            Enter("head", Path.Join(folder, name));
            headers.AddRange(_headers.ReadFolder(folder, [name], cancellationToken));
        }

        return headers;
    }

    /// <summary>Refuses everything at and below a folder, as a folder without permission does.</summary>
    public void Deny(string folder) => Before = (call, path) =>
    {
        if (path.StartsWith(folder + "/", StringComparison.Ordinal) || (path == folder && call != "find"))
        {
            throw new UnauthorizedAccessException($"'{path}': Permission denied.");
        }
    };

    private void Enter(string call, string path)
    {
        _ = Interlocked.Increment(ref _calls);
        Before?.Invoke(call, path);
    }
}
