using System.Buffers.Binary;
using System.Numerics;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>Bob Jenkins' hash lookup3 (hashlittle), the checksum of HDF5's newer structures.</summary>
internal static class Lookup3
{
    /// <summary>The checksum of some bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <returns>The checksum.</returns>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint a, b, c;
        a = b = c = 0xdeadbeef + (uint)data.Length;
        while (data.Length > 12)
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(data);
            b += BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
            Mix(ref a, ref b, ref c);
            data = data[12..];
        }

        if (data.IsEmpty)
        {
            return c;
        }

        Span<byte> rest = stackalloc byte[12];
        rest.Clear();
        data.CopyTo(rest);
        a += BinaryPrimitives.ReadUInt32LittleEndian(rest);
        b += BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
        return Finish(a, b, c);
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Step(ref a, ref c, ref b, 4);
        Step(ref b, ref a, ref c, 6);
        Step(ref c, ref b, ref a, 8);
        Step(ref a, ref c, ref b, 16);
        Step(ref b, ref a, ref c, 19);
        Step(ref c, ref b, ref a, 4);
    }

    private static void Step(ref uint x, ref uint y, ref uint z, int bits)
    {
        x -= y;
        x ^= BitOperations.RotateLeft(y, bits);
        y += z;
    }

    private static uint Finish(uint a, uint b, uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        return (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
