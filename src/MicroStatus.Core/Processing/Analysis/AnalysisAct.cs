using System.Text.Json;

namespace MicroStatus.Processing.Analysis;

/// <summary>What settles the creation of a task after a crash: kept in the act's intent.</summary>
/// <param name="Path">The task's file.</param>
/// <param name="Beside">Where it is written first; there no more once the task has its name.</param>
/// <param name="Who">The person, or null for a check.</param>
/// <param name="Why">Why, in a sentence.</param>
internal sealed record AnalysisAct(string Path, string Beside, string? Who, string Why)
{
    /// <summary>As text.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it; null when the text is none.</summary>
    public static AnalysisAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<AnalysisAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
