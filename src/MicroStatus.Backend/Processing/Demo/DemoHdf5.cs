using System.Buffers.Binary;
using System.Text;
using MicroStatus.Backend.Imaris.Hdf5;

namespace MicroStatus.Backend.Processing.Demo;

/// <summary>Writes small HDF5 files: groups with few members, datasets without chunks, attributes that are text as Imaris writes it (HDF5 File Format Specification 3.0).</summary>
/// <remarks>Members are written before what holds them, so that every address is known when it is needed.</remarks>
internal sealed class DemoHdf5
{
    private const int SuperblockLength = 48;
    private const ulong Nowhere = ulong.MaxValue;
    private const byte Dataspace = 1;
    private const byte LinkInfo = 2;
    private const byte Datatype = 3;
    private const byte FillValue = 5;
    private const byte Link = 6;
    private const byte Layout = 8;
    private const byte GroupInfo = 10;
    private const byte Attribute = 12;

    private readonly MemoryStream _file = new();

    /// <summary>Begins a file.</summary>
    public DemoHdf5() => _file.SetLength(SuperblockLength);

    /// <summary>Writes a dataset of whole numbers without a sign.</summary>
    /// <param name="size">Its size in each dimension.</param>
    /// <param name="bytesPerValue">1, 2 or 4.</param>
    /// <param name="values">The values, little-endian.</param>
    /// <returns>The address.</returns>
    public ulong Dataset(IReadOnlyList<int> size, int bytesPerValue, ReadOnlySpan<byte> values)
    {
        var data = Append(values);
        return Header(
        [
            (Dataspace, Space(size)),
            (Datatype, [0x10, 0, 0, 0, .. Int(bytesPerValue), 0, 0, .. Short(bytesPerValue * 8)]),
            // Space is there when the file is closed, and nothing is filled in.
            (FillValue, [3, 0x09]),
            (Layout, [3, 1, .. Long(data), .. Long((ulong)values.Length)]),
        ]);
    }

    /// <summary>Writes a group.</summary>
    /// <param name="members">Its members by name, with their addresses.</param>
    /// <param name="texts">Its attributes.</param>
    /// <returns>The address.</returns>
    public ulong Group(IEnumerable<(string Name, ulong Address)> members, IEnumerable<(string Name, string Text)> texts) => Header(
    [
        (LinkInfo, [0, 0, .. Long(Nowhere), .. Long(Nowhere)]),
        (GroupInfo, [0, 0]),
        .. members.Select(member => (Link, LinkTo(member.Name, member.Address))),
        .. texts.Select(text => (Attribute, TextOf(text.Name, text.Text))),
    ]);

    /// <summary>Ends the file.</summary>
    /// <param name="root">The address of its root group.</param>
    /// <returns>Its bytes.</returns>
    public byte[] End(ulong root)
    {
        var file = _file.ToArray();
        byte[] superblock = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a, 2, 8, 8, 0, .. Long(0), .. Long(Nowhere), .. Long((ulong)file.Length), .. Long(root)];
        superblock.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(superblock.Length), Lookup3.Of(superblock));
        return file;
    }

    private ulong Header(IReadOnlyList<(byte Kind, byte[] Body)> messages)
    {
        byte[] body = [.. messages.SelectMany(message => (byte[])[message.Kind, .. Short(message.Body.Length), 0, .. message.Body])];
        byte[] header = [.. "OHDR"u8, 2, 2, .. Int(body.Length), .. body];
        return Append([.. header, .. Int((int)Lookup3.Of(header))]);
    }

    private static byte[] LinkTo(string name, ulong address)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        return [1, 0, checked((byte)bytes.Length), .. bytes, .. Long(address)];
    }

    // Imaris writes a text as an array of texts of one character.
    private static byte[] TextOf(string name, string text)
    {
        byte[] key = [.. Encoding.ASCII.GetBytes(name), 0];
        byte[] type = [0x13, 0, 0, 0, .. Int(1)];
        var space = Space([text.Length]);
        return [3, 0, .. Short(key.Length), .. Short(type.Length), .. Short(space.Length), 0, .. key, .. type, .. space, .. Encoding.ASCII.GetBytes(text)];
    }

    private static byte[] Space(IReadOnlyList<int> size) => [2, checked((byte)size.Count), 0, 1, .. size.SelectMany(count => Long((ulong)count))];

    private ulong Append(ReadOnlySpan<byte> bytes)
    {
        _file.SetLength((_file.Length + 7) / 8 * 8);
        var address = (ulong)_file.Length;
        _file.Position = _file.Length;
        _file.Write(bytes);
        return address;
    }

    private static byte[] Short(int value)
    {
        var bytes = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        return bytes;
    }

    private static byte[] Int(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
