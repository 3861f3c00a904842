namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>A B-tree of version 2 (HDF5 File Format Specification, III.A.2): all its records, or its first.</summary>
internal sealed class Hdf5BTree2
{
    // Signature, version, kind and checksum of a node.
    private const int NodeFrame = 10;
    private const int MostDepth = 32;

    private readonly Hdf5Source _source;
    private readonly int _kind;
    private readonly int _nodeBytes;
    private readonly int _recordBytes;
    private readonly int _depth;
    private readonly ulong _root;
    private readonly int _rootRecords;
    private readonly int _countBytes;

    // Bytes of the total number of records below a node of a level; 0 for a leaf.
    private readonly int[] _totalBytes;

    private Hdf5BTree2(Hdf5Source source, Hdf5Cursor head, int kind)
    {
        (_source, _kind) = (source, kind);
        head.Expect("BTHD");
        head.Skip(1);
        if (head.Byte() != kind)
        {
            throw new Hdf5Fault("an index is of another kind than it should be");
        }

        (_nodeBytes, _recordBytes, _depth) = ((int)Math.Min(head.Int(), int.MaxValue), head.Short(), head.Short());
        head.Skip(2);
        (_root, _rootRecords) = (head.Offset(), head.Short());
        _ = head.Length();
        head.ExpectChecksum("an index");
        if (_nodeBytes is <= NodeFrame or > Hdf5Source.MostBytes || _recordBytes == 0 || _depth > MostDepth)
        {
            throw new Hdf5Fault("an index is damaged");
        }

        _totalBytes = new int[_depth + 1];
        UInt128 below = (uint)((_nodeBytes - NodeFrame) / _recordBytes);
        _countBytes = BytesFor((ulong)below);
        for (var level = 1; level <= _depth; level++)
        {
            var pointer = source.OffsetBytes + _countBytes + _totalBytes[level - 1];
            var records = (uint)Math.Max(0, (_nodeBytes - NodeFrame - pointer) / (_recordBytes + pointer));
            below = UInt128.Min(((records + UInt128.One) * below) + records, ulong.MaxValue);
            _totalBytes[level] = BytesFor((ulong)below);
        }
    }

    /// <summary>Opens a tree.</summary>
    /// <param name="source">The file.</param>
    /// <param name="address">Address of its header.</param>
    /// <param name="kind">Its kind.</param>
    /// <returns>The tree.</returns>
    public static Hdf5BTree2 Open(Hdf5Source source, ulong address, int kind) =>
        new(source, source.At(address, (ulong)(22 + source.OffsetBytes + source.LengthBytes)), kind);

    /// <summary>All records, as they come.</summary>
    /// <returns>The records' bytes.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> Records() =>
        _source.IsNowhere(_root) ? [] : Node(_root, _rootRecords, _depth);

    private IEnumerable<ReadOnlyMemory<byte>> Node(ulong address, int count, int level)
    {
        var node = _source.At(address, (ulong)_nodeBytes);
        node.Expect(level == 0 ? "BTLF" : "BTIN");
        node.Skip(1);
        if (node.Byte() != _kind)
        {
            throw new Hdf5Fault("an index is damaged");
        }

        var children = new List<(ulong Address, int Count)>();
        var records = new List<ReadOnlyMemory<byte>>();
        for (var i = 0; i < count; i++)
        {
            records.Add(node.Bytes(_recordBytes));
        }

        for (var i = 0; level > 0 && i <= count; i++)
        {
            children.Add((node.Offset(), (int)Math.Min(node.Number(_countBytes), ushort.MaxValue)));
            _ = node.Number(_totalBytes[level - 1]);
        }

        node.ExpectChecksum("an index");
        return records.Concat(children.SelectMany(child => Node(child.Address, child.Count, level - 1)));
    }

    private static int BytesFor(ulong most) => (System.Numerics.BitOperations.Log2(most) / 8) + 1;
}
