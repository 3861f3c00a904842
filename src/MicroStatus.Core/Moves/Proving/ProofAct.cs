using System.Text.Json;

namespace MicroStatus.Moves.Proving;

/// <summary>What settles the proof of a copy after a crash: kept in the act's intent.</summary>
/// <param name="Entry">What lies in the trash.</param>
/// <param name="Copy">The copy on Hive.</param>
/// <param name="Inode">What the entry is.</param>
/// <param name="MoveId">The move that is proven.</param>
/// <param name="RunId">The run.</param>
public sealed record ProofAct(string Entry, string Copy, ulong Inode, long MoveId, string RunId)
{
    /// <summary>As text.</summary>
    /// <returns>JSON.</returns>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it.</summary>
    /// <param name="text">What an intent holds.</param>
    /// <returns>The act; null when the text is none.</returns>
    public static ProofAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<ProofAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
