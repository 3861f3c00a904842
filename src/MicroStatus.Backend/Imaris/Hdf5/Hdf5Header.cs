namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>The header of a group or dataset: its messages (HDF5 File Format Specification, IV.A.1), versions 1 and 2.</summary>
internal sealed class Hdf5Header
{
    private const int MostMessages = 20_000;
    private const int MostBlocks = 1000;
    private const int Shared = 2;

    private readonly List<Hdf5Message> _messages = [];

    private Hdf5Header(Hdf5Source source) => Source = source;

    /// <summary>The file.</summary>
    public Hdf5Source Source { get; }

    /// <summary>Reads the header at an address.</summary>
    /// <param name="source">The file.</param>
    /// <param name="address">Its address.</param>
    /// <returns>The header.</returns>
    /// <exception cref="Hdf5Fault">It is damaged.</exception>
    public static Hdf5Header Read(Hdf5Source source, ulong address)
    {
        var header = new Hdf5Header(source);
        if (source.At(address, 1).Byte() == 1)
        {
            header.ReadOld(address);
        }
        else
        {
            header.ReadNew(address);
        }

        return header;
    }

    /// <summary>The first message of a kind, or null.</summary>
    /// <param name="kind">The kind.</param>
    public Hdf5Cursor? Find(int kind) => All(kind).FirstOrDefault();

    /// <summary>All messages of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public IEnumerable<Hdf5Cursor> All(int kind) =>
        _messages.Where(message => message.Kind == kind).Select(message => new Hdf5Cursor(message.Body, Source.OffsetBytes, Source.LengthBytes));

    private void ReadOld(ulong address)
    {
        var prefix = Source.At(address, 16);
        prefix.Skip(8);
        var blocks = new Queue<(ulong Address, ulong Length)>([(address + 16, prefix.Int())]);
        for (var read = 0; blocks.TryDequeue(out var block); read++)
        {
            ThrowWhenEndless(read);
            var body = Source.At(block.Address, block.Length);
            while (body.Left >= 8)
            {
                var (kind, length, flags) = (body.Short(), body.Short(), body.Byte());
                body.Skip(3);
                Add(kind, flags, body.Bytes(length), blocks);
            }
        }
    }

    private void ReadNew(ulong address)
    {
        // Signature, version, flags, four times of four bytes, two limits of two bytes, and a length of up to eight bytes.
        var prefix = Source.At(address, 6);
        prefix.Expect("OHDR");
        if (prefix.Byte() != 2)
        {
            throw new Hdf5Fault("an object header has a version that is not known");
        }

        var flags = prefix.Byte();
        var skipped = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
        var lengthBytes = 1 << (flags & 3);
        var first = Source.At(address + (ulong)skipped, (ulong)lengthBytes).Number(lengthBytes);
        var blocks = new Queue<(ulong Address, ulong Length)>([(address, checked((ulong)(skipped + lengthBytes + 4) + Math.Min(first, Hdf5Source.MostBytes)))]);
        for (var read = 0; blocks.TryDequeue(out var block); read++)
        {
            ThrowWhenEndless(read);
            var body = Source.At(block.Address, block.Length);
            if (read > 0)
            {
                body.Expect("OCHK");
            }
            else
            {
                body.Skip(skipped + lengthBytes);
            }

            ReadNewMessages(body, (flags & 4) != 0, blocks);
            body.ExpectChecksum("an object header");
        }
    }

    private void ReadNewMessages(Hdf5Cursor body, bool areOrdered, Queue<(ulong Address, ulong Length)> blocks)
    {
        var prefix = areOrdered ? 6 : 4;
        while (body.Left - 4 >= prefix)
        {
            var (kind, length, flags) = (body.Byte(), body.Short(), body.Byte());
            body.Skip(prefix - 4);
            if (length > body.Left - 4)
            {
                throw new Hdf5Fault("a message of an object header is longer than the header");
            }

            Add(kind, flags, body.Bytes(length), blocks);
        }

        body.Skip(Math.Max(0, body.Left - 4)); // a gap too small for a message
    }

    private void Add(int kind, int flags, ReadOnlyMemory<byte> body, Queue<(ulong Address, ulong Length)> blocks)
    {
        if (kind == Hdf5Message.Continuation)
        {
            var next = new Hdf5Cursor(body, Source.OffsetBytes, Source.LengthBytes);
            blocks.Enqueue((next.Offset(), next.Length()));
            return;
        }

        if (_messages.Count == MostMessages)
        {
            throw new Hdf5Fault("an object header has no end");
        }

        _messages.Add(new Hdf5Message(kind, (flags & Shared) != 0 ? Hdf5Shared.Read(Source, kind, body) : body));
    }

    private static void ThrowWhenEndless(int blocks)
    {
        if (blocks == MostBlocks)
        {
            throw new Hdf5Fault("an object header has no end");
        }
    }
}
