using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using MicroStatus.Configuration;

namespace MicroStatus.Acquisition.MesoSpim;

/// <summary>Writes and reads what is remembered between looks: compact, versioned, and the same bytes for the same facts.</summary>
/// <remarks>
/// Layout: version, checksum, start of the facts; then how the folders were listed and which tiles are at rest; then the facts. The checksum
/// is seeded with the settings that say what counts as a tile: memory of other settings, like any that is damaged, is no memory.
/// </remarks>
internal sealed class MesoSpimMemoryCodec
{
    private const byte Version = 1;
    private const int ChecksumAt = 1;
    private const int FactsAt = ChecksumAt + sizeof(ulong);
    private const int HeadLength = FactsAt + sizeof(int);

    private readonly ulong _seed;

    public MesoSpimMemoryCodec(MesoSpimSettings settings, DiscoverySettings discovery)
    {
        string[] parts =
        [
            settings.TilePattern,
            settings.TileEnding,
            settings.ZarrEnding,
            settings.MetadataEnding,
            settings.ProjectionPrefix,
            settings.AcquisitionTables,
            settings.AcquisitionTableColumn,
            settings.RefractiveIndexPattern,
            settings.MetadataLimit.ToString(CultureInfo.InvariantCulture),
            .. discovery.StrayFiles,
        ];
        _seed = Hash(MemoryMarshal.AsBytes(string.Join('\0', parts).AsSpan()), seed: 14695981039346656037);
    }

    /// <summary>The facts within encoded memory: everything but how and when folders were listed.</summary>
    /// <param name="memory">What <see cref="Encode"/> made.</param>
    /// <returns>The bytes that differ when, and only when, a fact does.</returns>
    public static ReadOnlySpan<byte> Facts(ReadOnlySpan<byte> memory) =>
        memory[BinaryPrimitives.ReadInt32LittleEndian(memory[FactsAt..])..];

    public byte[] Encode(MesoSpimMemory memory)
    {
        using var stream = new MemoryStream();
        using var writer = new MesoSpimMemoryWriter(stream);
        writer.Write(new byte[HeadLength]);
        writer.WriteListing(memory);
        writer.Flush();
        var facts = (int)stream.Position;
        writer.WriteFacts(memory);
        writer.Flush();

        var bytes = stream.ToArray();
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(FactsAt), facts);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(ChecksumAt), Hash(bytes.AsSpan(FactsAt), _seed));
        return bytes;
    }

    /// <summary>Reads memory back.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>The memory, or null when there is none that can be trusted.</returns>
    public MesoSpimMemory? Decode(byte[]? bytes)
    {
        if (bytes is null
            || bytes.Length < HeadLength
            || bytes[0] != Version
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(ChecksumAt)) != Hash(bytes.AsSpan(FactsAt), _seed))
        {
            return null;
        }

        using var stream = new MemoryStream(bytes, HeadLength, bytes.Length - HeadLength, writable: false);
        using var reader = new MesoSpimMemoryReader(stream);
        return reader.ReadMemory();
    }

    // FNV-1a: enough to tell damage; nobody attacks his own memory.
    private static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = seed;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }
}
