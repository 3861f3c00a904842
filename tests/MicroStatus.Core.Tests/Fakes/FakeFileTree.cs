using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Datasets;
using MicroStatus.Tiles;

namespace MicroStatus.Core.Tests.Fakes;

/// <summary>A store in memory that behaves like a disk (folder times change with their entries) and counts what is asked of it.</summary>
/// <remarks>Adding, removing and renaming entries changes the parent's modification time; writing into an existing file does not.</remarks>
public sealed class FakeFileTree : IFileTree, ITiffHeaderReader
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private ulong _inodes;

    public FakeFileTree(DateTimeOffset start)
    {
        Now = start;
        _nodes["/"] = new Node { Kind = EntryKind.Folder, Modified = start, Inode = ++_inodes };
    }

    /// <summary>The time that changes are stamped with; a test moves it.</summary>
    public DateTimeOffset Now { get; set; }

    public int FindCalls { get; private set; }

    public int ListCalls { get; private set; }

    public int ReadCalls { get; private set; }

    public int HeaderCalls { get; private set; }

    /// <summary>All calls since the last <see cref="ResetCalls"/>.</summary>
    public int Calls => FindCalls + ListCalls + ReadCalls + HeaderCalls;

    /// <summary>Paths asked for since the last <see cref="ResetCalls"/>, in order, each with the kind of call.</summary>
    public IList<string> Log { get; } = [];

    /// <summary>Runs before each call, so that a test can change the store under the reader.</summary>
    public Action<string>? BeforeCall { get; set; }

    public void ResetCalls()
    {
        FindCalls = ListCalls = ReadCalls = HeaderCalls = 0;
        Log.Clear();
    }

    public void AddFolder(string path)
    {
        if (!_nodes.ContainsKey(path))
        {
            Add(path, new Node { Kind = EntryKind.Folder });
        }
    }

    /// <summary>Writes a file of text; a new one changes its folder's time, an existing one does not.</summary>
    public void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public void Write(string path, byte[] content)
    {
        var node = File(path);
        node.Content = content;
        node.Length = content.Length;
    }

    public void Append(string path, string content) => Write(path, [.. _nodes[path].Content, .. Encoding.UTF8.GetBytes(content)]);

    /// <summary>A file of a length; a TIFF keeps its head, so that it can be cut short.</summary>
    public void WriteSize(string path, long length) => File(path).Length = length;

    /// <summary>A TIFF of a shape: <paramref name="planes"/> uncompressed planes of 16 bits after a head of 16 bytes.</summary>
    public void WriteTiff(string path, long width, long height, long planes, string? fault = null)
    {
        var node = File(path);
        node.Length = 16 + (width * height * 2 * planes);
        node.Header = new TiffHeader(fault, fault is null ? width : 0, fault is null ? height : 0, 16, 0, default);
    }

    public void AddLink(string path) => Add(path, new Node { Kind = EntryKind.Link });

    public void AddOther(string path) => Add(path, new Node { Kind = EntryKind.Other });

    /// <summary>From now on every call for this path, or below it when it is a folder, is refused.</summary>
    public void Deny(string path) => _nodes[path].Denied = true;

    public void Allow(string path) => _nodes[path].Denied = false;

    /// <summary>From now on every call for this path fails as a broken disk does.</summary>
    public void Break(string path) => _nodes[path].Broken = true;

    public void Mend(string path) => _nodes[path].Broken = false;

    public void SetModified(string path, DateTimeOffset modified) => _nodes[path].Modified = modified;

    public void Delete(string path)
    {
        var below = path + "/";
        foreach (var key in _nodes.Keys.Where(key => key == path || key.StartsWith(below, StringComparison.Ordinal)).ToList())
        {
            _nodes.Remove(key);
        }

        var parent = _nodes[Parent(path)];
        parent.Children.Remove(Name(path));
        parent.Modified = Now;
    }

    public void Rename(string from, string to)
    {
        var below = from + "/";
        var moved = _nodes.Where(pair => pair.Key == from || pair.Key.StartsWith(below, StringComparison.Ordinal)).ToList();
        foreach (var pair in moved)
        {
            _nodes.Remove(pair.Key);
            _nodes[to + pair.Key[from.Length..]] = pair.Value;
        }

        var parent = _nodes[Parent(from)];
        parent.Children.Remove(Name(from));
        parent.Modified = Now;
        AddFolder(Parent(to));
        _nodes[Parent(to)].Children.Add(Name(to));
        _nodes[Parent(to)].Modified = Now;
    }

    public FileFacts? Find(string path)
    {
        FindCalls++;
        return Reach("find", path) is { } node ? Facts(node) : null;
    }

    public IReadOnlyList<FolderEntry> List(string path)
    {
        ListCalls++;
        return Reach("list", path) is { Kind: EntryKind.Folder } node
            ? node.Children.Select(name => new FolderEntry(name, _nodes[Join(path, name)].Kind)).ToList()
            : throw new DirectoryNotFoundException($"No folder {path}.");
    }

    public byte[] ReadEnd(string path, int limit) => [.. ReadFile(path, int.MaxValue).TakeLast(limit)];

    public byte[] ReadFile(string path, int limit)
    {
        ReadCalls++;
        var node = Reach("read", path) ?? throw new FileNotFoundException($"No file {path}.");
        return node.Kind == EntryKind.File && node.Length <= limit
            ? [.. node.Content]
            : throw new InvalidDataException($"{path} is larger than {limit} bytes, or no regular file.");
    }

    public TiffHeader Read(string path)
    {
        HeaderCalls++;
        var node = Reach("head", path) ?? throw new FileNotFoundException($"No file {path}.");
        var header = node.Header ?? new TiffHeader(node.Length == 0 ? "0 bytes" : "no TIFF signature", 0, 0, 0, 0, default);
        return header with { Length = node.Length, Modified = node.Modified };
    }

    public IReadOnlyList<TiffHeader?> ReadFolder(string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var headers = new List<TiffHeader?>();
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            headers.Add(_nodes.GetValueOrDefault(Join(folder, name)) is null ? null : Read(Join(folder, name)));
        }

        return headers;
    }

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Join(string folder, string name) => folder == "/" ? "/" + name : folder + "/" + name;

    private static FileFacts Facts(Node node) => new(node.Kind, node.Length, node.Modified, new FolderIdentity(1, node.Inode));

    private Node? Reach(string call, string path)
    {
        BeforeCall?.Invoke(path);
        Log.Add($"{call} {path}");
        for (var above = Parent(path); above != "/"; above = Parent(above))
        {
            if (_nodes.GetValueOrDefault(above) is { Denied: true })
            {
                throw new UnauthorizedAccessException($"Access to {path} is denied.");
            }
        }

        var node = _nodes.GetValueOrDefault(path);
        if (node is { Broken: true })
        {
            throw new IOException($"Input/output error: {path}.");
        }

        // A stat asks the folder above; opening asks the path itself.
        return node is { Denied: true } && call != "find" ? throw new UnauthorizedAccessException($"Access to {path} is denied.") : node;
    }

    private Node File(string path)
    {
        if (!_nodes.TryGetValue(path, out var node))
        {
            node = new Node { Kind = EntryKind.File };
            Add(path, node);
        }

        node.Modified = Now;
        return node;
    }

    private void Add(string path, Node node)
    {
        var parent = Parent(path);
        if (!_nodes.ContainsKey(parent))
        {
            AddFolder(parent);
        }

        node.Inode = ++_inodes;
        node.Modified = Now;
        _nodes[path] = node;
        _nodes[parent].Children.Add(Name(path));
        _nodes[parent].Modified = Now;
    }

    private sealed class Node
    {
        public required EntryKind Kind { get; init; }

        public long Length { get; set; }

        public DateTimeOffset Modified { get; set; }

        public ulong Inode { get; set; }

        public byte[] Content { get; set; } = [];

        public TiffHeader? Header { get; set; }

        public HashSet<string> Children { get; } = new(StringComparer.Ordinal);

        public bool Denied { get; set; }

        public bool Broken { get; set; }
    }
}
