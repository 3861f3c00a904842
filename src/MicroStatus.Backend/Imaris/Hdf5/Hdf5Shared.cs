namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>Messages that stand in another object's header, such as a committed datatype (HDF5 File Format Specification, IV.A.2).</summary>
internal static class Hdf5Shared
{
    /// <summary>Reads the message that a message points to.</summary>
    /// <param name="source">The file.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="body">The message that points.</param>
    /// <returns>The content of the other message.</returns>
    /// <exception cref="Hdf5Fault">It is damaged, or kept in a way that no Imaris file does.</exception>
    public static ReadOnlyMemory<byte> Read(Hdf5Source source, int kind, ReadOnlyMemory<byte> body)
    {
        var pointer = new Hdf5Cursor(body, source.OffsetBytes, source.LengthBytes);
        var (version, where) = (pointer.Byte(), pointer.Byte());
        if (version == 1)
        {
            pointer.Skip(6);
        }
        else if (version == 3 && where == 1)
        {
            throw new Hdf5Fault("its headers are shared in a table, which is not supported");
        }

        return Find(source, kind, pointer.Offset());
    }

    // Only unshared messages count there, so that messages that point to each other end.
    private static ReadOnlyMemory<byte> Find(Hdf5Source source, int kind, ulong address)
    {
        var isOld = source.At(address, 1).Byte() == 1;
        var prefix = source.At(address, 16);
        prefix.Skip(isOld ? 8 : 5);
        var flags = isOld ? 0 : prefix.Byte();
        var start = isOld ? 16 : 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0) + (1 << (flags & 3));
        var bytes = isOld ? prefix.Int() : source.At(address + (ulong)(start - (1 << (flags & 3))), (ulong)(1 << (flags & 3))).Number(1 << (flags & 3));
        var messages = source.At(address + (ulong)start, bytes);
        var head = isOld ? 8 : (flags & 4) != 0 ? 6 : 4;
        while (messages.Left >= head)
        {
            var (found, length, shared) = (isOld ? messages.Short() : messages.Byte(), messages.Short(), messages.Byte());
            messages.Skip(head - (isOld ? 5 : 4));
            var content = messages.Bytes(length);
            if (found == kind && (shared & 2) == 0)
            {
                return content;
            }
        }

        throw new Hdf5Fault("a shared message is not where it should be");
    }
}
