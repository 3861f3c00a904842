namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>The entries of an old-style group: a B-tree of nodes, and a heap of names (HDF5 File Format Specification, III.A.1, III.B to III.D).</summary>
internal static class Hdf5SymbolTable
{
    private const int SoftLink = 2;

    /// <summary>Reads the entries.</summary>
    /// <param name="source">The file.</param>
    /// <param name="tree">Address of the B-tree.</param>
    /// <param name="heap">Address of the names.</param>
    /// <returns>The entries.</returns>
    public static IEnumerable<Hdf5Link> Read(Hdf5Source source, ulong tree, ulong heap)
    {
        var head = source.At(heap, (ulong)(8 + (2 * source.LengthBytes) + source.OffsetBytes));
        head.Expect("HEAP");
        head.Skip(4);
        var length = head.Length();
        _ = head.Length();
        var names = source.Read(head.Offset(), length);
        return Leaves(source, tree, level: null).SelectMany(leaf => Node(source, leaf, names));
    }

    // Each level is one below its parent's, so that no tree is deeper than 256 and none has a circle.
    private static IEnumerable<ulong> Leaves(Hdf5Source source, ulong address, int? level)
    {
        var prefix = source.At(address, (ulong)(8 + (2 * source.OffsetBytes)));
        prefix.Expect("TREE");
        var (kind, at, count) = (prefix.Byte(), prefix.Byte(), prefix.Short());
        if (kind != 0 || at != (level ?? at))
        {
            throw new Hdf5Fault("the tree of a group is damaged");
        }

        var entries = source.At(address + (ulong)(8 + (2 * source.OffsetBytes)), (ulong)(count * (source.LengthBytes + source.OffsetBytes)));
        for (var i = 0; i < count; i++)
        {
            _ = entries.Length();
            var child = entries.Offset();
            if (at == 0)
            {
                yield return child;
                continue;
            }

            foreach (var leaf in Leaves(source, child, at - 1))
            {
                yield return leaf;
            }
        }
    }

    private static IEnumerable<Hdf5Link> Node(Hdf5Source source, ulong address, ReadOnlyMemory<byte> names)
    {
        var prefix = source.At(address, 8);
        prefix.Expect("SNOD");
        prefix.Skip(2);
        var count = prefix.Short();
        var entries = source.At(address + 8, (ulong)(count * (24 + (2 * source.OffsetBytes))));
        for (var i = 0; i < count; i++)
        {
            var name = Name(names, entries.Offset());
            var header = entries.Offset();
            var kind = entries.Int();
            entries.Skip(4);
            var scratch = entries.Part(16);
            yield return kind == SoftLink ? new Hdf5Link(name, null, Name(names, scratch.Int())) : new Hdf5Link(name, header, null);
        }
    }

    private static string Name(ReadOnlyMemory<byte> names, ulong offset)
    {
        if (offset >= (ulong)names.Length)
        {
            throw new Hdf5Fault("the name of a group's entry is damaged");
        }

        var rest = names[(int)offset..];
        var end = rest.Span.IndexOf((byte)0);
        return end is >= 0 and < 4096
            ? new Hdf5Cursor(rest, 8, 8).Text(end)
            : throw new Hdf5Fault("the name of a group's entry is damaged");
    }
}
