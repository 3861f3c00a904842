using System.Text;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Writes memory; a text that was written before is a number.</summary>
internal sealed class MesoSpimMemoryWriter(Stream stream) : BinaryWriter(stream, Encoding.UTF8, leaveOpen: true)
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    /// <summary>How the folders were listed, and which tiles are at rest.</summary>
    public void WriteListing(MesoSpimMemory memory)
    {
        Write(memory.FolderModified.UtcTicks);
        Write(memory.IsFolderTrusted);
        Write7BitEncodedInt(memory.Groups.Count);
        foreach (var group in memory.Groups)
        {
            Write(group.Name);
            Write(group.Modified.UtcTicks);
            Write(group.IsTrusted);
        }

        Write7BitEncodedInt(memory.Tiles.Count);
        foreach (var tile in memory.Tiles)
        {
            Write(tile.IsFinal);
        }
    }

    /// <summary>Tiles and tables.</summary>
    public void WriteFacts(MesoSpimMemory memory)
    {
        foreach (var tile in memory.Tiles)
        {
            WriteTile(tile);
        }

        Write7BitEncodedInt(memory.Tables.Count);
        foreach (var table in memory.Tables)
        {
            WriteText(table.Name);
            WriteStamp(table.Stamp);
            WriteText(table.Fault);
            Write(table.Tiles is not null);
            Write7BitEncodedInt(table.Tiles?.Count ?? 0);
            foreach (var tile in table.Tiles ?? [])
            {
                WriteName(tile);
            }
        }
    }

    private void WriteTile(TileState tile)
    {
        WriteText(tile.Place.Name);
        WriteName(tile.Place.Id);
        Write((byte)tile.Place.Format);
        WriteText(tile.Place.Group);
        Write(tile.HasMetadata);
        Write(tile.HasImage);
        WriteStamp(tile.MetadataStamp);
        WriteStamp(tile.ImageStamp);
        Write(tile.PlaneBytes);
        WriteText(tile.Fault);
        Write(tile.Metadata is not null);
        if (tile.Metadata is { } metadata)
        {
            WriteMetadata(metadata);
        }
    }

    private void WriteMetadata(TileMetadata metadata)
    {
        WriteText(metadata.Laser);
        WriteText(metadata.PixelSize);
        WriteText(metadata.ZStep);
        Write7BitEncodedInt(metadata.Planes ?? 0);
        WriteNumber(metadata.X);
        WriteNumber(metadata.Y);
        WriteText(metadata.Rotation);
        WriteText(metadata.Shutter);
        WriteText(metadata.Instrument);
        WriteText(metadata.RefractiveIndex);
        Write(metadata.StartedStack?.Ticks ?? 0);
        Write(metadata.StartedImages?.Ticks ?? 0);
        Write(metadata.StoppedImages?.Ticks ?? 0);
        Write(metadata.StoppedStack?.Ticks ?? 0);
        Write(metadata.HasStopped);
        Write(metadata.IsUnreadable);
        Write7BitEncodedInt(metadata.Problems.Count);
        foreach (var problem in metadata.Problems)
        {
            WriteText(problem);
        }
    }

    private void WriteName(TileName name)
    {
        Write7BitEncodedInt(name.Tile);
        WriteText(name.Channel);
        Write7BitEncodedInt(name.Shutter);
        Write7BitEncodedInt(name.Rotation);
    }

    private void WriteStamp(FileStamp? stamp)
    {
        Write(stamp is not null);
        if (stamp is { } value)
        {
            Write(value.Length);
            Write(value.Modified.UtcTicks);
        }
    }

    private void WriteNumber(double? number) => Write(number ?? double.NaN);

    private void WriteText(string? text)
    {
        if (text is null)
        {
            Write7BitEncodedInt(0);
        }
        else if (_texts.TryGetValue(text, out var known))
        {
            Write7BitEncodedInt(known + 2);
        }
        else
        {
            Write7BitEncodedInt(1);
            Write(text);
            _texts.Add(text, _texts.Count);
        }
    }
}
