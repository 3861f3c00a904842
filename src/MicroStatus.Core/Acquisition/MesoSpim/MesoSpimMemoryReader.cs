using System.Text;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Reads what <see cref="MesoSpimMemoryWriter"/> wrote; the checksum has been proved before.</summary>
internal sealed class MesoSpimMemoryReader(Stream stream) : BinaryReader(stream, Encoding.UTF8, leaveOpen: true)
{
    private readonly List<string> _texts = [];

    public MesoSpimMemory ReadMemory()
    {
        var modified = ReadMoment();
        var trusted = ReadBoolean();
        var groups = Many(() => new GroupState(ReadString(), ReadMoment(), ReadBoolean()));
        var final = ReadBytes(Read7BitEncodedInt());
        var tiles = new TileState[final.Length];
        for (var i = 0; i < tiles.Length; i++)
        {
            tiles[i] = ReadTile(final[i] != 0);
        }

        return new MesoSpimMemory
        {
            FolderModified = modified,
            IsFolderTrusted = trusted,
            Groups = groups,
            Tiles = tiles,
            Tables = Many(ReadTable),
        };
    }

    private TileState ReadTile(bool isFinal) => new()
    {
        Place = new TilePlace(ReadText() ?? string.Empty, ReadName(), (TileFormat)ReadByte(), ReadText()),
        HasMetadata = ReadBoolean(),
        HasImage = ReadBoolean(),
        MetadataStamp = ReadStamp(),
        ImageStamp = ReadStamp(),
        PlaneBytes = ReadInt64(),
        Fault = ReadText(),
        Metadata = ReadBoolean() ? ReadMetadata() : null,
        IsFinal = isFinal,
    };

    private TileMetadata ReadMetadata() => new()
    {
        Laser = ReadText(),
        PixelSize = ReadText(),
        ZStep = ReadText(),
        Planes = Read7BitEncodedInt() is not 0 and var planes ? planes : null,
        X = ReadNumber(),
        Y = ReadNumber(),
        Rotation = ReadText(),
        Shutter = ReadText(),
        Instrument = ReadText(),
        RefractiveIndex = ReadText(),
        StartedStack = ReadTime(),
        StartedImages = ReadTime(),
        StoppedImages = ReadTime(),
        StoppedStack = ReadTime(),
        HasStopped = ReadBoolean(),
        IsUnreadable = ReadBoolean(),
        Problems = Many(() => ReadText() ?? string.Empty),
    };

    private TableState ReadTable()
    {
        var name = ReadText() ?? string.Empty;
        var stamp = ReadStamp() ?? default;
        var fault = ReadText();
        var isTable = ReadBoolean();
        var tiles = Many(ReadName);
        return new TableState { Name = name, Stamp = stamp, Fault = fault, Tiles = isTable ? tiles : null };
    }

    private TileName ReadName() => new(Read7BitEncodedInt(), ReadText() ?? string.Empty, Read7BitEncodedInt(), Read7BitEncodedInt());

    private FileStamp? ReadStamp() => ReadBoolean() ? new FileStamp(ReadInt64(), ReadMoment()) : null;

    private DateTimeOffset ReadMoment() => new(ReadInt64(), TimeSpan.Zero);

    private DateTime? ReadTime() => ReadInt64() is not 0 and var ticks ? new DateTime(ticks, DateTimeKind.Unspecified) : null;

    private double? ReadNumber() => ReadDouble() is var number && double.IsNaN(number) ? null : number;

    private T[] Many<T>(Func<T> read)
    {
        var count = Read7BitEncodedInt();
        if (count == 0)
        {
            return [];
        }

        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = read();
        }

        return values;
    }

    private string? ReadText()
    {
        switch (Read7BitEncodedInt())
        {
            case 0:
                return null;
            case 1:
                _texts.Add(ReadString());
                return _texts[^1];
            case var known:
                return _texts[known - 2];
        }
    }
}
