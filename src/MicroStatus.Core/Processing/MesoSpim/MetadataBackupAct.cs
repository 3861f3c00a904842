using System.Text.Json;

namespace MicroStatus.Processing.MesoSpim;

/// <summary>What settles a backup of metadata after a crash: kept in the act's intent.</summary>
/// <param name="Group">The OME-Zarr group.</param>
/// <param name="ZipPath">The zip.</param>
internal sealed record MetadataBackupAct(string Group, string ZipPath)
{
    /// <summary>As text.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it; null when the text is none.</summary>
    public static MetadataBackupAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<MetadataBackupAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
