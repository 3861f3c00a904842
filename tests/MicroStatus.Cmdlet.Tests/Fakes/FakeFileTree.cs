using System.Collections.Concurrent;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Tiles;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>Folders and files in memory, seen through the ports for reading, for acts and for TIFF headers.</summary>
public sealed class FakeFileTree : IFileTree, IFileActs, ITiffHeaderReader
{
    private readonly ConcurrentDictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private long _inode;

    public FakeFileTree() => AddFolder("/");

    /// <summary>Modification time of what is added or written next.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 9, 14, 11, 0, 0, TimeSpan.Zero);

    /// <summary>Paths that acts have written, renamed or deleted: <c>write /a</c>, <c>rename /a /b</c>, <c>delete /a</c>.</summary>
    public ConcurrentQueue<string> Acts { get; } = new();

    public FakeFileTree AddFolder(string path)
    {
        for (var at = path; !string.IsNullOrEmpty(at) && !_nodes.ContainsKey(at); at = Path.GetDirectoryName(at)!)
        {
            _nodes[at] = NewNode(EntryKind.Folder, [], fault: null);
        }

        return this;
    }

    public FakeFileTree AddFile(string path, byte[] content, string? tiffFault = null)
    {
        AddFolder(Path.GetDirectoryName(path)!);
        _nodes[path] = NewNode(EntryKind.File, content, tiffFault);
        return this;
    }

    public void Remove(string path)
    {
        foreach (var key in _nodes.Keys.Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal)))
        {
            _nodes.TryRemove(key, out _);
        }
    }

    public FileFacts? Find(string path) =>
        _nodes.TryGetValue(path, out var node) ? new FileFacts(node.Kind, node.Content.Length, node.Modified, node.Identity) : null;

    public IReadOnlyList<FolderEntry> List(string path) =>
        _nodes.TryGetValue(path, out var node) && node.Kind == EntryKind.Folder
            ? [.. _nodes.Where(pair => pair.Key != "/" && Path.GetDirectoryName(pair.Key) == path)
                .Select(pair => new FolderEntry(Path.GetFileName(pair.Key), pair.Value.Kind))]
            : throw new DirectoryNotFoundException(path);

    public byte[] ReadEnd(string path, int limit) => [.. ReadFile(path, int.MaxValue).TakeLast(limit)];

    public byte[] ReadFile(string path, int limit)
    {
        var node = Get(path);
        return node.Kind == EntryKind.File && node.Content.Length <= limit
            ? node.Content
            : throw new InvalidDataException($"{path} is larger than {limit} bytes, or no regular file.");
    }

    public TiffHeader Read(string path)
    {
        var node = Get(path);
        return new TiffHeader(node.Fault, 16, 16, 16, node.Content.Length, node.Modified);
    }

    public IReadOnlyList<TiffHeader?> ReadFolder(string folder, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        [.. names.Select(name => Path.Join(folder, name)).Select(path => _nodes.ContainsKey(path) ? Read(path) : (TiffHeader?)null)];

    public void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        AddFile(path, content.ToArray());
        Acts.Enqueue("write " + path);
    }

    public bool TryRename(string path, string newName)
    {
        var target = Path.Join(Path.GetDirectoryName(path), newName);
        if (_nodes.ContainsKey(target))
        {
            throw new IOException($"{target} exists.");
        }

        if (!_nodes.TryRemove(path, out var node))
        {
            return false;
        }

        _nodes[target] = node;
        Acts.Enqueue($"rename {path} {target}");
        return true;
    }

    public void MakeFolder(string path)
    {
        // A folder is there with its first file.
    }

    public void Delete(string path)
    {
        Remove(path);
        Acts.Enqueue("delete " + path);
    }

    /// <summary>Everything below a folder.</summary>
    public IReadOnlyList<string> Below(string folder) => [.. _nodes.Keys.Where(key => key.StartsWith(folder + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Renames a path with everything below it, never over anything.</summary>
    public void Move(string from, string to)
    {
        if (_nodes.ContainsKey(to))
        {
            throw new IOException($"{to} exists.");
        }

        AddFolder(Path.GetDirectoryName(to)!);
        foreach (var key in (string[])[from, .. Below(from)])
        {
            if (_nodes.TryRemove(key, out var node))
            {
                _nodes[to + key[from.Length..]] = node;
            }
        }

        Acts.Enqueue($"rename {from} {to}");
    }

    private Node Get(string path) => _nodes.TryGetValue(path, out var node) ? node : throw new FileNotFoundException(null, path);

    private Node NewNode(EntryKind kind, byte[] content, string? fault) =>
        new(kind, content, Now, new FolderIdentity(1, (ulong)Interlocked.Increment(ref _inode)), fault);

    private sealed record Node(EntryKind Kind, byte[] Content, DateTimeOffset Modified, FolderIdentity Identity, string? Fault);
}
