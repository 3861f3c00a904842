using System.IO.Compression;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>A chunk of a dataset, as its index tells.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Bytes">Its stored size.</param>
/// <param name="SkippedFilters">One bit for each filter of the dataset that this chunk did not go through.</param>
internal readonly record struct Hdf5Chunk(ulong Address, ulong Bytes, uint SkippedFilters)
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;
    private const int ChecksumBytes = 4;

    /// <summary>Reads the chunk and undoes its filters, as far as they are HDF5's own; what remains is thrown away.</summary>
    /// <param name="dataset">Its dataset.</param>
    /// <exception cref="Hdf5Fault">It lies outside the file, or does not unpack to its size.</exception>
    public void Prove(Hdf5Dataset dataset)
    {
        var due = Size(dataset);
        if (!dataset.Source.Holds(Address, Bytes))
        {
            throw new Hdf5Fault("a chunk lies beyond the end of the file");
        }

        var bytes = dataset.Source.ReadPixels(Address, Bytes);
        for (var i = dataset.Filters.Count - 1; i >= 0; i--)
        {
            if (i < 32 && (SkippedFilters & (1u << i)) != 0)
            {
                continue;
            }

            switch (dataset.Filters[i])
            {
                case Deflate:
                    bytes = Inflate(bytes, due + ChecksumBytes);
                    break;
                case Shuffle:
                    break; // moves bytes, and changes neither their number nor what can be said of them
                case Fletcher32 when bytes.Length >= ChecksumBytes:
                    bytes = bytes[..^ChecksumBytes];
                    break;
                default:
                    return; // packed by a plug-in: that its bytes are there is what can be said
            }
        }

        if (bytes.Length != due)
        {
            throw new Hdf5Fault($"a chunk has {bytes.Length} bytes, {due} are due");
        }
    }

    /// <summary>Bytes of an unpacked chunk.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <exception cref="Hdf5Fault">It is larger than a chunk can be.</exception>
    public static int Size(Hdf5Dataset dataset)
    {
        var bytes = dataset.Chunk.Aggregate((UInt128)dataset.ElementBytes, (product, size) => UInt128.Min(product * size, long.MaxValue));
        return bytes <= Hdf5Source.MostBytes ? (int)bytes : throw new Hdf5Fault($"a chunk of {bytes} bytes is too large to be read");
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> packed, int most)
    {
        try
        {
            using var source = new MemoryStream(packed.ToArray(), writable: false);
            using var unpacking = new ZLibStream(source, CompressionMode.Decompress);
            var bytes = new byte[most + 1];
            var count = unpacking.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return bytes[..count];
        }
        catch (InvalidDataException)
        {
            throw new Hdf5Fault("a chunk does not unpack");
        }
    }
}
