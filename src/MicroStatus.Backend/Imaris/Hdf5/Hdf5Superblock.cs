namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>The first structure of an HDF5 file (HDF5 File Format Specification, II.A): versions 0 to 3, at the begin or after a user block.</summary>
/// <param name="RootAddress">Address of the root group's header.</param>
/// <param name="End">Where the file ends, counted from its first byte.</param>
/// <param name="IsOpenForWriting">A writer marked the file when it opened it, and has not taken the mark away.</param>
internal sealed record Hdf5Superblock(ulong RootAddress, long End, bool IsOpenForWriting)
{
    private const int Longest = 128;
    private const uint OpenForWriting = 1;
    private const uint OpenForSwmr = 4;

    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Finds and reads the superblock, and tells the source how long its addresses and lengths are.</summary>
    /// <param name="source">The file.</param>
    /// <returns>The superblock, or null when the file has no signature of HDF5 anywhere where one may be.</returns>
    /// <exception cref="Hdf5Fault">It is damaged.</exception>
    public static Hdf5Superblock? Read(Hdf5Source source)
    {
        var length = source.Facts.Length;
        for (long start = 0; start + Signature.Length <= length; start = start == 0 ? 512 : start * 2)
        {
            if (source.Read((ulong)start, (ulong)Signature.Length).Span.SequenceEqual(Signature))
            {
                source.BaseAddress = start;
                return Decode(source, source.At(0, (ulong)Math.Min(Longest, length - start)));
            }
        }

        return null;
    }

    private static Hdf5Superblock Decode(Hdf5Source source, Hdf5Cursor head)
    {
        head.Skip(Signature.Length);
        var version = head.Byte();
        if (version > 3)
        {
            throw new Hdf5Fault($"version {version} of its superblock is none that is known");
        }

        if (version < 2)
        {
            head.Skip(4);
        }

        (source.OffsetBytes, source.LengthBytes) = (head.Byte(), head.Byte());
        if (source.OffsetBytes is not (2 or 4 or 8) || source.LengthBytes is not (2 or 4 or 8))
        {
            throw new Hdf5Fault("the lengths in its superblock are damaged");
        }

        // The fields from here on have those lengths.
        var fields = source.At(0, (ulong)(head.Position + head.Left));
        fields.Skip(head.Position);
        return version < 2 ? DecodeOld(source, fields, version) : DecodeNew(source, fields, version);
    }

    private static Hdf5Superblock DecodeOld(Hdf5Source source, Hdf5Cursor fields, int version)
    {
        fields.Skip(5); // sizes of groups
        var flags = fields.Int(); // HDF5 1.10 and later mark files of these versions too, though they do not look
        fields.Skip(version == 0 ? 0 : 4); // sizes of indexed storage
        var origin = fields.Offset();
        _ = fields.Offset();
        var end = fields.Offset();
        _ = fields.Offset();
        _ = fields.Offset();
        return new Hdf5Superblock(fields.Offset(), EndOf(source, origin, end), IsMarked(flags));
    }

    private static Hdf5Superblock DecodeNew(Hdf5Source source, Hdf5Cursor fields, int version)
    {
        var flags = fields.Byte();
        var origin = fields.Offset();
        _ = fields.Offset();
        var end = fields.Offset();
        var root = fields.Offset();
        fields.ExpectChecksum("the superblock");
        return new Hdf5Superblock(root, EndOf(source, origin, end), version == 3 && IsMarked((uint)flags));
    }

    private static bool IsMarked(uint flags) => (flags & (OpenForWriting | OpenForSwmr)) != 0;

    // The stored end counts from the file's first byte, as long as the user block has the length that it had when the file was written.
    private static long EndOf(Hdf5Source source, ulong origin, ulong end)
    {
        var shift = source.BaseAddress - (Int128)origin;
        var moved = end + shift;
        return moved >= 0 && moved <= long.MaxValue && !source.IsNowhere(end) ? (long)moved : throw new Hdf5Fault("the end of the file in its superblock is damaged");
    }
}
