namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>Links or attributes of an object that has many: messages in a heap, found by an index.</summary>
internal static class Hdf5DenseStorage
{
    /// <summary>Kind of the index of links by name.</summary>
    public const int LinkNames = 5;

    /// <summary>Kind of the index of attributes by name.</summary>
    public const int AttributeNames = 8;

    private const int HashBytes = 4;
    private const int AttributeIdBytes = 8;

    /// <summary>Reads the messages.</summary>
    /// <param name="source">The file.</param>
    /// <param name="heap">Address of the heap.</param>
    /// <param name="index">Address of the index.</param>
    /// <param name="kind">Kind of the index.</param>
    /// <returns>The messages; without those that are too long for the heap itself, which no Imaris file needs.</returns>
    public static IEnumerable<Hdf5Cursor> Read(Hdf5Source source, ulong heap, ulong index, int kind)
    {
        var objects = Hdf5FractalHeap.Open(source, heap);
        foreach (var record in Hdf5BTree2.Open(source, index, kind).Records())
        {
            var id = kind == LinkNames ? record[HashBytes..] : record[..AttributeIdBytes];
            if (objects.Find(id) is { } message)
            {
                yield return new Hdf5Cursor(message, source.OffsetBytes, source.LengthBytes);
            }
        }
    }
}
