namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>An entry of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Address of the object's header; null for a link that leads elsewhere.</param>
/// <param name="Target">Where a soft link leads, as a path; null for any other.</param>
internal readonly record struct Hdf5Link(string Name, ulong? Address, string? Target)
{
    /// <summary>Reads a link message (HDF5 File Format Specification, IV.A.2.g).</summary>
    /// <param name="body">The message.</param>
    /// <returns>The link.</returns>
    public static Hdf5Link Decode(Hdf5Cursor body)
    {
        body.Skip(1);
        var flags = body.Byte();
        var kind = (flags & 8) != 0 ? body.Byte() : 0;
        body.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        var length = body.Number(1 << (flags & 3));
        var name = body.Text(length <= int.MaxValue ? (int)length : throw new Hdf5Fault("a name is too long"));
        return kind switch
        {
            0 => new Hdf5Link(name, body.Offset(), null),
            1 => new Hdf5Link(name, null, body.Text(body.Short())),
            _ => new Hdf5Link(name, null, null),
        };
    }
}
