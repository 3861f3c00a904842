using System.Buffers.Binary;
using System.Text;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>Reads the fields of one structure, one after the other; HDF5's own numbers are little-endian.</summary>
/// <param name="bytes">The structure.</param>
/// <param name="offsetBytes">Bytes of an address.</param>
/// <param name="lengthBytes">Bytes of a length.</param>
internal sealed class Hdf5Cursor(ReadOnlyMemory<byte> bytes, int offsetBytes, int lengthBytes)
{
    /// <summary>Where the next field begins.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public int Left => bytes.Length - Position;

    /// <summary>A number of one byte.</summary>
    public int Byte() => Take(1)[0];

    /// <summary>A number of two bytes.</summary>
    public int Short() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>A number of four bytes.</summary>
    public uint Int() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>An address.</summary>
    public ulong Offset() => Number(offsetBytes);

    /// <summary>A length.</summary>
    public ulong Length() => Number(lengthBytes);

    /// <summary>A number of a few bytes.</summary>
    /// <param name="count">How many, 0 to 8.</param>
    public ulong Number(int count)
    {
        ulong value = 0;
        var taken = Take(count is >= 0 and <= 8 ? count : throw new Hdf5Fault("a number is too long"));
        for (var i = taken.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | taken[i];
        }

        return value;
    }

    /// <summary>Some bytes.</summary>
    /// <param name="count">How many.</param>
    public ReadOnlyMemory<byte> Bytes(int count)
    {
        _ = Take(count);
        return bytes.Slice(Position - count, count);
    }

    /// <summary>A cursor of its own over some bytes.</summary>
    /// <param name="count">How many.</param>
    public Hdf5Cursor Part(int count) => new(Bytes(count), offsetBytes, lengthBytes);

    /// <summary>Text up to its first NUL.</summary>
    /// <param name="count">Bytes that it takes.</param>
    public string Text(int count)
    {
        var taken = Take(count);
        var end = taken.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? taken : taken[..end]);
    }

    /// <summary>Passes over bytes.</summary>
    /// <param name="count">How many.</param>
    public void Skip(int count) => Take(count);

    /// <summary>Passes over the signature of a structure, which must be there.</summary>
    /// <param name="signature">Four letters.</param>
    public void Expect(string signature)
    {
        if (!Take(4).SequenceEqual(Encoding.ASCII.GetBytes(signature)))
        {
            throw new Hdf5Fault($"a structure is damaged: its signature {signature} is not there");
        }
    }

    /// <summary>Checks the checksum that ends a structure, which covers everything before it.</summary>
    /// <param name="what">The structure's signature.</param>
    public void ExpectChecksum(string what)
    {
        var end = Position;
        if (Int() != Lookup3.Of(bytes.Span[..end]))
        {
            throw new Hdf5Fault($"a structure is damaged: the checksum of {what} is wrong");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
        {
            throw new Hdf5Fault("a structure is shorter than it says");
        }

        Position += count;
        return bytes.Span.Slice(Position - count, count);
    }
}
