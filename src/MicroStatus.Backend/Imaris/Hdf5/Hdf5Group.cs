namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>A group: what it is made of, by name.</summary>
internal sealed class Hdf5Group
{
    /// <summary>Most entries of one group; one of more is damaged.</summary>
    public const int MostLinks = 200_000;

    // Soft links that lead to soft links.
    private const int MostSteps = 16;

    private readonly Hdf5Group _root;
    private readonly Dictionary<string, Hdf5Link> _links = new(StringComparer.Ordinal);

    private Hdf5Group(Hdf5Header header, Hdf5Group? root)
    {
        Header = header;
        _root = root ?? this;
    }

    /// <summary>The group's header.</summary>
    public Hdf5Header Header { get; }

    /// <summary>Names of the entries, in no order.</summary>
    public IReadOnlyCollection<string> Names => _links.Keys;

    /// <summary>Opens the root group.</summary>
    /// <param name="source">The file.</param>
    /// <param name="address">The address of its header.</param>
    /// <returns>The group.</returns>
    public static Hdf5Group OpenRoot(Hdf5Source source, ulong address) => Open(Hdf5Header.Read(source, address), root: null);

    /// <summary>Opens a group in this one.</summary>
    /// <param name="path">Its name, or names separated by <c>/</c>.</param>
    /// <returns>The group, or null when there is nothing of that name.</returns>
    /// <exception cref="Hdf5Fault">It is damaged, or no group.</exception>
    public Hdf5Group? FindGroup(string path) => Find(path) is { } header ? Open(header, _root) : null;

    /// <summary>Reads the header of what has a name.</summary>
    /// <param name="path">Its name, or names separated by <c>/</c>.</param>
    /// <returns>The header, or null when there is nothing of that name.</returns>
    /// <exception cref="Hdf5Fault">It is damaged, or a link that leads nowhere.</exception>
    public Hdf5Header? Find(string path) => Find(path, MostSteps);

    private static Hdf5Group Open(Hdf5Header header, Hdf5Group? root)
    {
        var group = new Hdf5Group(header, root);
        foreach (var link in group.ReadLinks())
        {
            group._links[link.Name] = link;
            if (group._links.Count > MostLinks)
            {
                throw new Hdf5Fault("a group has no end");
            }
        }

        return group;
    }

    private Hdf5Header? Find(string path, int steps)
    {
        var at = path.StartsWith('/') ? _root : this;
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < names.Length; i++)
        {
            if (at.FindOne(names[i], steps) is not { } header)
            {
                return null;
            }

            if (i == names.Length - 1)
            {
                return header;
            }

            at = Open(header, _root);
        }

        return at.Header;
    }

    private Hdf5Header? FindOne(string name, int steps)
    {
        if (!_links.TryGetValue(name, out var link))
        {
            return null;
        }

        if (link.Address is { } address)
        {
            return Hdf5Header.Read(Header.Source, address);
        }

        if (link.Target is null)
        {
            throw new Hdf5Fault($"'{name}' is a link into another file");
        }

        return (steps > 0 ? Find(link.Target, steps - 1) : null) ?? throw new Hdf5Fault($"'{name}' is a link that leads nowhere");
    }

    private IEnumerable<Hdf5Link> ReadLinks()
    {
        if (Header.Find(Hdf5Message.SymbolTable) is { } table)
        {
            return Hdf5SymbolTable.Read(Header.Source, table.Offset(), table.Offset());
        }

        if (Header.Find(Hdf5Message.LinkInfo) is not { } info)
        {
            throw new Hdf5Fault("what should be a group is none");
        }

        info.Skip(1);
        info.Skip((info.Byte() & 1) != 0 ? 8 : 0);
        var (heap, index) = (info.Offset(), info.Offset());
        return Header.Source.IsNowhere(heap)
            ? Header.All(Hdf5Message.Link).Select(Hdf5Link.Decode)
            : Hdf5DenseStorage.Read(Header.Source, heap, index, Hdf5DenseStorage.LinkNames).Select(Hdf5Link.Decode);
    }
}
