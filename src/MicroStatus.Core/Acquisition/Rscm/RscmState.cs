using System.Globalization;

namespace MicroStatus.Acquisition.Rscm;

/// <summary>Everything that is known of one RSCM dataset: remembered from check to check, brought up to date by each look.</summary>
internal sealed class RscmState
{
    private const byte Version = 1;

    /// <summary>Metadata as last read; null before.</summary>
    public VsSeries? Metadata { get; set; }

    /// <summary>Modification time of the metadata file when it was read, UTC ticks; 0: not there.</summary>
    public long MetadataTicks { get; set; }

    /// <summary>Its length when it was read.</summary>
    public long MetadataLength { get; set; }

    /// <summary>Modification time of the dataset's folder when it was listed, UTC ticks.</summary>
    public long FolderTicks { get; set; }

    /// <summary>The listing is newer than the folder's time by more than its grain.</summary>
    public bool Trusted { get; set; }

    /// <summary>Layers, highest number first: the order of imaging.</summary>
    public List<RscmLayer> Layers { get; set; } = [];

    /// <summary>Folders that carry the number of another layer.</summary>
    public int DuplicateLayers { get; set; }

    /// <summary>Earliest modification time of a judged ribbon, UTC ticks; 0 before.</summary>
    public long FirstRibbonTicks { get; set; }

    /// <summary>Latest modification time of a judged ribbon, UTC ticks; 0 before.</summary>
    public long LastRibbonTicks { get; set; }

    /// <summary>Remembers everything in few bytes.</summary>
    /// <returns>The bytes; the same state gives the same bytes.</returns>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(Metadata is not null);
        if (Metadata is { } metadata)
        {
            writer.Write7BitEncodedInt(metadata.LayerCount ?? 0);
            writer.Write7BitEncodedInt(metadata.RibbonsPerLayer ?? 0);
            writer.Write(metadata.Device ?? string.Empty);
            writer.Write(metadata.Problem ?? string.Empty);
        }

        writer.Write(MetadataTicks);
        writer.Write(MetadataLength);
        writer.Write(FolderTicks);
        writer.Write(Trusted);
        writer.Write7BitEncodedInt(DuplicateLayers);
        writer.Write(FirstRibbonTicks);
        writer.Write(LastRibbonTicks);
        var prefix = Layers.Count == 0 ? string.Empty : Layers[0].Folder.TrimEnd("0123456789".ToCharArray());
        writer.Write(prefix);
        writer.Write7BitEncodedInt(Layers.Count);
        foreach (var layer in Layers)
        {
            WriteLayer(writer, layer, prefix);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Recalls a state.</summary>
    /// <param name="memory">The bytes, or null.</param>
    /// <returns>The state; an empty one when the bytes are none of this version.</returns>
    public static RscmState Read(byte[]? memory)
    {
        if (memory is null || memory.Length == 0 || memory[0] != Version)
        {
            return new RscmState();
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(memory, writable: false));
            return Read(reader);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or FormatException or ArgumentException)
        {
            // A damaged memory costs a full look, nothing else.
            return new RscmState();
        }
    }

    private static RscmState Read(BinaryReader reader)
    {
        _ = reader.ReadByte();
        var state = new RscmState();
        if (reader.ReadBoolean())
        {
            var (layers, ribbons) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            var (device, problem) = (reader.ReadString(), reader.ReadString());
            state.Metadata = new VsSeries(
                layers == 0 ? null : layers,
                ribbons == 0 ? null : ribbons,
                device.Length == 0 ? null : device,
                problem.Length == 0 ? null : problem);
        }

        state.MetadataTicks = reader.ReadInt64();
        state.MetadataLength = reader.ReadInt64();
        state.FolderTicks = reader.ReadInt64();
        state.Trusted = reader.ReadBoolean();
        state.DuplicateLayers = reader.Read7BitEncodedInt();
        state.FirstRibbonTicks = reader.ReadInt64();
        state.LastRibbonTicks = reader.ReadInt64();
        var prefix = reader.ReadString();
        var count = reader.Read7BitEncodedInt();
        for (var i = 0; i < count; i++)
        {
            state.Layers.Add(ReadLayer(reader, prefix));
        }

        return state;
    }

    private static string UsualFolder(string prefix, int number) => prefix + number.ToString("D3", CultureInfo.InvariantCulture);

    private static void WriteLayer(BinaryWriter writer, RscmLayer layer, string prefix)
    {
        writer.Write7BitEncodedInt(layer.Number);
        var usual = string.Equals(layer.Folder, UsualFolder(prefix, layer.Number), StringComparison.Ordinal);
        writer.Write(usual);
        if (!usual)
        {
            writer.Write(layer.Folder);
        }

        writer.Write(layer.FolderTicks);
        writer.Write(layer.Trusted);
        writer.Write7BitEncodedInt(layer.Colours.Count);
        foreach (var colour in layer.Colours)
        {
            writer.Write(colour.Name);
            writer.Write(colour.FolderTicks);
            writer.Write((byte)((colour.Trusted ? 1 : 0) | (colour.Checked ? 2 : 0)));
            colour.Ribbons.Write(writer);
            writer.Write7BitEncodedInt(colour.Extra);
            writer.Write7BitEncodedInt(colour.Broken.Count);
            foreach (var broken in colour.Broken)
            {
                writer.Write(broken.File);
                writer.Write(broken.Fault);
                writer.Write(broken.Length);
                writer.Write(broken.ModifiedTicks);
            }
        }
    }

    private static RscmLayer ReadLayer(BinaryReader reader, string prefix)
    {
        var number = reader.Read7BitEncodedInt();
        var folder = reader.ReadBoolean() ? UsualFolder(prefix, number) : reader.ReadString();
        var layer = new RscmLayer(number, folder) { FolderTicks = reader.ReadInt64(), Trusted = reader.ReadBoolean() };
        var colours = reader.Read7BitEncodedInt();
        for (var i = 0; i < colours; i++)
        {
            var colour = new RscmColour(reader.ReadString()) { FolderTicks = reader.ReadInt64() };
            var flags = reader.ReadByte();
            (colour.Trusted, colour.Checked) = ((flags & 1) != 0, (flags & 2) != 0);
            colour.Ribbons = RibbonSet.Read(reader);
            colour.Extra = reader.Read7BitEncodedInt();
            var broken = reader.Read7BitEncodedInt();
            for (var j = 0; j < broken; j++)
            {
                colour.Broken.Add(new BrokenRibbon(reader.ReadString(), reader.ReadString(), reader.ReadInt64(), reader.ReadInt64()));
            }

            layer.Colours.Add(colour);
        }

        return layer;
    }
}
