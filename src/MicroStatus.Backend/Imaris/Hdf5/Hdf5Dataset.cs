using System.Globalization;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>What the header of a dataset tells (HDF5 File Format Specification, IV.A.2).</summary>
internal sealed class Hdf5Dataset
{
    // HDF5's own limit.
    private const int MostRank = 32;

    private Hdf5Dataset(Hdf5Source source, IReadOnlyList<ulong> size, string type, uint elementBytes)
    {
        (Source, Size, Type, ElementBytes) = (source, size, type, elementBytes);
    }

    public Hdf5Source Source { get; }

    /// <summary>Elements in each direction, slowest first.</summary>
    public IReadOnlyList<ulong> Size { get; }

    /// <summary>Name of the element's type.</summary>
    public string Type { get; }

    /// <summary>Bytes of an element.</summary>
    public uint ElementBytes { get; }

    /// <summary>How the elements are stored.</summary>
    public Hdf5Storage Storage { get; private set; }

    /// <summary>Where they, or their index, are; null as long as nothing was written.</summary>
    public ulong? Address { get; private set; }

    /// <summary>Bytes at <see cref="Address"/>, of a contiguous dataset or of a single compressed chunk; null when not stored.</summary>
    public ulong? StoredBytes { get; private set; }

    /// <summary>The chunks' index.</summary>
    public Hdf5ChunkIndex Index { get; private set; }

    /// <summary>Elements of a chunk in each direction.</summary>
    public IReadOnlyList<ulong> Chunk { get; private set; } = [];

    /// <summary>Filters that chunks went through, by number, in the order of writing.</summary>
    public IReadOnlyList<int> Filters { get; private set; } = [];

    /// <summary>Reads a dataset's header.</summary>
    /// <param name="header">The header.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="Hdf5Fault">It is damaged, no dataset, or its pixels would lie beyond the end of the file.</exception>
    public static Hdf5Dataset Read(Hdf5Header header)
    {
        if (header.Find(Hdf5Message.Dataspace) is not { } space || header.Find(Hdf5Message.Datatype) is not { } type
            || header.Find(Hdf5Message.Layout) is not { } layout)
        {
            throw new Hdf5Fault("what should be a dataset is none");
        }

        if (header.Find(Hdf5Message.ExternalFiles) is not null)
        {
            throw new Hdf5Fault("its pixels are in another file");
        }

        var (name, bytes) = TypeOf(type);
        var dataset = new Hdf5Dataset(header.Source, SizeOf(space), name, bytes);
        dataset.ReadLayout(layout);
        dataset.Filters = header.Find(Hdf5Message.FilterPipeline) is { } filters ? FiltersOf(filters) : [];
        dataset.ThrowWhenOutside();
        return dataset;
    }

    private static List<ulong> SizeOf(Hdf5Cursor space)
    {
        var (version, rank) = (space.Byte(), space.Byte());
        if (rank > MostRank)
        {
            throw new Hdf5Fault($"a dataset of {rank} dimensions is damaged");
        }

        space.Skip(version == 1 ? 6 : 2);
        return [.. Enumerable.Range(0, rank).Select(_ => space.Length())];
    }

    private static (string Name, uint Bytes) TypeOf(Hdf5Cursor type)
    {
        var (kind, flags) = (type.Byte() & 15, type.Byte());
        type.Skip(2);
        var bytes = type.Int();
        var name = kind switch
        {
            0 => ((flags & 8) != 0 ? "int" : "uint") + (8L * bytes).ToString(CultureInfo.InvariantCulture),
            1 => "float" + (8L * bytes).ToString(CultureInfo.InvariantCulture),
            3 => "text",
            _ => "other",
        };
        return bytes is > 0 and <= 1 << 20 ? (name, bytes) : throw new Hdf5Fault("the type of a pixel is damaged");
    }

    private static List<int> FiltersOf(Hdf5Cursor body)
    {
        var (version, count) = (body.Byte(), body.Byte());
        body.Skip(version == 1 ? 6 : 0);
        var filters = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var id = body.Short();
            var nameBytes = version == 1 || id >= 256 ? body.Short() : 0;
            body.Skip(2);
            var values = body.Short();
            body.Skip((version == 1 ? (nameBytes + 7) / 8 * 8 : nameBytes) + (4 * values) + (version == 1 && (values & 1) != 0 ? 4 : 0));
            filters.Add(id);
        }

        return filters;
    }

    private void ReadLayout(Hdf5Cursor layout)
    {
        var version = layout.Byte();
        if (version is 1 or 2)
        {
            ReadOldLayout(layout);
            return;
        }

        var kind = layout.Byte();
        if (version is not (3 or 4) || kind > 2)
        {
            throw new Hdf5Fault(kind == 3 ? "its pixels are in other files" : "the layout of a dataset is none that is known");
        }

        Storage = (Hdf5Storage)kind;
        switch (Storage)
        {
            case Hdf5Storage.Contiguous:
                (Address, StoredBytes) = (At(layout.Offset()), layout.Length());
                break;
            case Hdf5Storage.Chunked when version == 3:
                var rank = layout.Byte();
                Address = At(layout.Offset());
                ReadChunk(rank, () => layout.Int());
                break;
            case Hdf5Storage.Chunked:
                ReadNewChunks(layout);
                break;
            default:
                break;
        }
    }

    private void ReadOldLayout(Hdf5Cursor layout)
    {
        var rank = layout.Byte();
        var kind = layout.Byte();
        Storage = kind <= 2 ? (Hdf5Storage)kind : throw new Hdf5Fault("the layout of a dataset is none that is known");
        layout.Skip(5);
        Address = Storage == Hdf5Storage.Compact ? null : At(layout.Offset());
        if (Storage == Hdf5Storage.Chunked)
        {
            ReadChunk(rank, () => layout.Int());
        }
    }

    private void ReadNewChunks(Hdf5Cursor layout)
    {
        var (flags, rank, bytes) = (layout.Byte(), layout.Byte(), layout.Byte());
        ReadChunk(rank, () => layout.Number(bytes));
        var index = layout.Byte();
        Index = index is >= 1 and <= 5 ? (Hdf5ChunkIndex)index : throw new Hdf5Fault("the index of a dataset's chunks is none that is known");
        if (Index == Hdf5ChunkIndex.Single && (flags & 2) != 0)
        {
            StoredBytes = layout.Length();
            layout.Skip(4);
        }

        layout.Skip(Index switch { Hdf5ChunkIndex.FixedArray => 1, Hdf5ChunkIndex.ExtensibleArray => 5, Hdf5ChunkIndex.BTree2 => 6, _ => 0 });
        Address = At(layout.Offset());
    }

    // The last one is the element's size.
    private void ReadChunk(int rank, Func<ulong> next)
    {
        Chunk = rank == Size.Count + 1 ? [.. Enumerable.Range(0, Size.Count).Select(_ => next())] : throw new Hdf5Fault("the chunks of a dataset are damaged");
        if (next() != ElementBytes || Chunk.Contains(0UL))
        {
            throw new Hdf5Fault("the chunks of a dataset are damaged");
        }
    }

    private ulong? At(ulong address) => Source.IsNowhere(address) ? null : address;

    private void ThrowWhenOutside()
    {
        if (Address is not { } address)
        {
            return;
        }

        var bytes = Size.Aggregate((UInt128)ElementBytes, (product, size) => UInt128.Min(product * size, long.MaxValue));
        var due = Storage == Hdf5Storage.Contiguous ? UInt128.Max(bytes, StoredBytes ?? 0) : StoredBytes ?? 1;
        if (due > long.MaxValue || !Source.Holds(address, (ulong)due))
        {
            throw new Hdf5Fault("its pixels lie beyond the end of the file");
        }
    }
}
