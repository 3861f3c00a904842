using System.Text.Json;

namespace MicroStatus.Trash;

/// <summary>What settles an act on a folder after a crash: kept in the act's intent.</summary>
/// <param name="From">Where it was.</param>
/// <param name="To">Where it is taken.</param>
/// <param name="Inode">What it is.</param>
/// <param name="Kind">The entry's kind, or null.</param>
public sealed record TrashAct(string From, string To, ulong Inode, string? Kind)
{
    /// <summary>As text.</summary>
    /// <returns>JSON.</returns>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it.</summary>
    /// <param name="text">What an intent holds.</param>
    /// <returns>The act; null when the text is none.</returns>
    public static TrashAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<TrashAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
