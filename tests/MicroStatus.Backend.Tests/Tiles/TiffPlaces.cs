using System.Buffers.Binary;

namespace MicroStatus.Backend.Tests.Tiles;

/// <summary>Where the numbers stand in a sound TIFF, so that a test can put others there.</summary>
internal sealed class TiffPlaces
{
    private readonly byte[] _file;
    private readonly bool _bigEndian;

    public TiffPlaces(byte[] file)
    {
        _file = file;
        _bigEndian = file[0] == 'M';
        IsBig = Read(2, 2) == 43;
        Links = [IsBig ? 8 : 4];
        for (var start = (int)Read(Links[0], Width); start != 0; start = (int)Read(Links[^1], Width))
        {
            Directories.Add(start);
            var count = (int)Read(start, IsBig ? 8 : 2);
            var entries = start + (IsBig ? 8 : 2);
            Entries.AddRange(Enumerable.Range(0, count).Select(i => entries + (i * (IsBig ? 20 : 12))));
            Links.Add(entries + (count * (IsBig ? 20 : 12)));
        }
    }

    public bool IsBig { get; }

    /// <summary>Bytes of an offset or of a count.</summary>
    public int Width => IsBig ? 8 : 4;

    /// <summary>Where directories begin.</summary>
    public List<int> Directories { get; } = [];

    /// <summary>Where entries begin.</summary>
    public List<int> Entries { get; } = [];

    /// <summary>Where the offsets of directories stand: in the header, and behind each directory.</summary>
    public List<int> Links { get; }

    /// <summary>Where the entries of a tag begin.</summary>
    public IReadOnlyList<int> Of(params ushort[] tags) => [.. Entries.Where(at => tags.Contains((ushort)Read(at, 2)))];

    /// <summary>Where an entry's count stands.</summary>
    public static int CountOf(int entry) => entry + 4;

    /// <summary>Where an entry's value or offset stands.</summary>
    public int ValueOf(int entry) => entry + 4 + Width;

    public ulong Read(int at, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        _file.AsSpan(at, width).CopyTo(bytes);
        if (_bigEndian)
        {
            bytes[..width].Reverse();
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public void Write(int at, int width, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes = bytes[..width];
        if (_bigEndian)
        {
            bytes.Reverse();
        }

        bytes.CopyTo(_file.AsSpan(at));
    }
}
