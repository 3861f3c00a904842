using System.Text;

namespace MicroStatus.Backend.Imaris.Hdf5;

/// <summary>The attributes of an object that are text; Imaris stores them as arrays of one-byte strings.</summary>
internal static class Hdf5Attributes
{
    private const int StringClass = 3;

    // Longer ones are descriptions, which nobody asks for here.
    private const int MostBytes = 64 << 10;

    /// <summary>Reads them.</summary>
    /// <param name="header">The object's header.</param>
    /// <returns>Text by name.</returns>
    public static Dictionary<string, string> Texts(Hdf5Header header)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in header.All(Hdf5Message.Attribute).Concat(Dense(header)))
        {
            if (Decode(header.Source, message) is var (name, text))
            {
                texts[name] = text;
            }
        }

        return texts;
    }

    private static IEnumerable<Hdf5Cursor> Dense(Hdf5Header header)
    {
        if (header.Find(Hdf5Message.AttributeInfo) is not { } info)
        {
            return [];
        }

        info.Skip(1);
        info.Skip((info.Byte() & 1) != 0 ? 2 : 0);
        var (heap, index) = (info.Offset(), info.Offset());
        return header.Source.IsNowhere(heap) ? [] : Hdf5DenseStorage.Read(header.Source, heap, index, Hdf5DenseStorage.AttributeNames);
    }

    private static (string Name, string Text)? Decode(Hdf5Source source, Hdf5Cursor body)
    {
        var (version, flags) = (body.Byte(), body.Byte());
        var (nameBytes, typeBytes, spaceBytes) = (body.Short(), body.Short(), body.Short());
        body.Skip(version == 3 ? 1 : 0);
        var name = body.Part(Padded(version, nameBytes)).Text(nameBytes);
        var type = Part(source, Hdf5Message.Datatype, (flags & 1) != 0, body.Bytes(Padded(version, typeBytes)));
        _ = body.Bytes(Padded(version, spaceBytes));
        return (type.Byte() & 15) == StringClass ? (name, Text(body.Bytes(Math.Min(body.Left, MostBytes)))) : null;
    }

    private static Hdf5Cursor Part(Hdf5Source source, int kind, bool isShared, ReadOnlyMemory<byte> body) =>
        new(isShared ? Hdf5Shared.Read(source, kind, body) : body, source.OffsetBytes, source.LengthBytes);

    // One-byte strings follow each other without anything between them; the message may be longer than they are.
    private static string Text(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes.Span : bytes.Span[..end]);
    }

    private static int Padded(int version, int bytes) => version == 1 ? (bytes + 7) / 8 * 8 : bytes;
}
