namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>Finds the first chunk that a dataset's index names (HDF5 File Format Specification, III.A and VII).</summary>
internal static class Hdf5FirstChunk
{
    private const int UnfilteredRecords = 10;
    private const int FilteredRecords = 11;
    private const int MaskBytes = 4;

    // Elements of an array that are looked through for one that is not empty.
    private const int MostElements = 4096;

    /// <summary>Finds it.</summary>
    /// <param name="dataset">A chunked dataset.</param>
    /// <returns>The chunk, or null when none is found among the first.</returns>
    /// <exception cref="Hdf5Fault">The index is damaged.</exception>
    public static Hdf5Chunk? Find(Hdf5Dataset dataset)
    {
        if (dataset.Address is not { } address)
        {
            return null;
        }

        return dataset.Index switch
        {
            Hdf5ChunkIndex.BTree1 => InTree(dataset, address, level: null),
            Hdf5ChunkIndex.Single => new Hdf5Chunk(address, dataset.StoredBytes ?? (ulong)Hdf5Chunk.Size(dataset), 0),
            Hdf5ChunkIndex.Implicit => new Hdf5Chunk(address, (ulong)Hdf5Chunk.Size(dataset), 0),
            Hdf5ChunkIndex.FixedArray => InFixedArray(dataset, address),
            Hdf5ChunkIndex.ExtensibleArray => InExtensibleArray(dataset, address),
            _ => InTree2(dataset, address),
        };
    }

    private static Hdf5Chunk? InTree(Hdf5Dataset dataset, ulong address, int? level)
    {
        var source = dataset.Source;
        var keyBytes = 8 + (8 * (dataset.Size.Count + 1));
        var node = source.At(address, (ulong)(8 + (2 * source.OffsetBytes)));
        node.Expect("TREE");
        var (kind, at, count) = (node.Byte(), node.Byte(), node.Short());
        if (kind != 1 || at != (level ?? at))
        {
            throw new Hdf5Fault("the index of its chunks is damaged");
        }

        if (count == 0)
        {
            return null;
        }

        var first = source.At(address + (ulong)(8 + (2 * source.OffsetBytes)), (ulong)(keyBytes + source.OffsetBytes));
        var (bytes, mask) = (first.Int(), first.Int());
        first.Skip(keyBytes - 8);
        var child = first.Offset();
        return at == 0 ? new Hdf5Chunk(child, bytes, mask) : InTree(dataset, child, at - 1);
    }

    private static Hdf5Chunk? InFixedArray(Hdf5Dataset dataset, ulong address)
    {
        var source = dataset.Source;
        var head = source.At(address, (ulong)(12 + source.LengthBytes + source.OffsetBytes));
        head.Expect("FAHD");
        head.Skip(1);
        var (isFiltered, elementBytes, pageBits, count, block) = (head.Byte() == 1, head.Byte(), head.Byte(), head.Length(), head.Offset());
        head.ExpectChecksum("the index of its chunks");
        if (source.IsNowhere(block))
        {
            return null;
        }

        var prefix = source.At(block, 4);
        prefix.Expect("FADB");
        var skipped = (ulong)(6 + source.OffsetBytes);
        var perPage = 1UL << Math.Min(pageBits, 40);
        if (count > perPage)
        {
            // A bit for each page, and a checksum; a page whose bit is not set was never written.
            var pages = (count + perPage - 1) / perPage;
            var written = source.Read(block + skipped, (pages + 7) / 8).Span;
            var page = -1;
            for (var i = 0; i < (long)pages && page < 0; i++)
            {
                page = (written[i / 8] & (0x80 >> (i % 8))) != 0 ? i : -1;
            }

            if (page < 0)
            {
                return null;
            }

            skipped += ((pages + 7) / 8) + 4 + ((ulong)page * ((perPage * (ulong)elementBytes) + 4));
            count = Math.Min(perPage, count - ((ulong)page * perPage));
        }

        return InElements(dataset, source.At(block + skipped, Math.Min(count, MostElements) * (ulong)elementBytes), elementBytes, isFiltered);
    }

    private static Hdf5Chunk? InExtensibleArray(Hdf5Dataset dataset, ulong address)
    {
        var source = dataset.Source;
        var head = source.At(address, (ulong)(16 + (6 * source.LengthBytes) + source.OffsetBytes));
        head.Expect("EAHD");
        head.Skip(1);
        var (isFiltered, elementBytes) = (head.Byte() == 1, head.Byte());
        head.Skip(1);
        var count = head.Byte();
        head.Skip(3 + (6 * source.LengthBytes));
        var block = head.Offset();
        head.ExpectChecksum("the index of its chunks");
        if (source.IsNowhere(block))
        {
            return null;
        }

        source.At(block, 4).Expect("EAIB");
        return InElements(dataset, source.At(block + (ulong)(6 + source.OffsetBytes), (ulong)(count * elementBytes)), elementBytes, isFiltered);
    }

    private static Hdf5Chunk? InTree2(Hdf5Dataset dataset, ulong address)
    {
        var isFiltered = dataset.Filters.Count > 0;
        var source = dataset.Source;
        foreach (var record in Hdf5BTree2.Open(source, address, isFiltered ? FilteredRecords : UnfilteredRecords).Records())
        {
            var elementBytes = record.Length - (8 * dataset.Size.Count);
            return InElements(dataset, new Hdf5Cursor(record, source.OffsetBytes, source.LengthBytes), elementBytes, isFiltered);
        }

        return null;
    }

    private static Hdf5Chunk? InElements(Hdf5Dataset dataset, Hdf5Cursor elements, int elementBytes, bool isFiltered)
    {
        var source = dataset.Source;
        var sizeBytes = isFiltered ? elementBytes - source.OffsetBytes - MaskBytes : 0;
        if (sizeBytes < 0 || elementBytes < source.OffsetBytes)
        {
            throw new Hdf5Fault("the index of its chunks is damaged");
        }

        while (elements.Left >= elementBytes)
        {
            var element = elements.Part(elementBytes);
            var chunk = element.Offset();
            if (!source.IsNowhere(chunk))
            {
                return isFiltered
                    ? new Hdf5Chunk(chunk, element.Number(sizeBytes), element.Int())
                    : new Hdf5Chunk(chunk, (ulong)Hdf5Chunk.Size(dataset), 0);
            }
        }

        return null;
    }
}
