using System.Globalization;
using System.Text.Json;
using MicroStatus.Acts;

namespace MicroStatus.Trash;

/// <summary>What settles the copy of a dataset from Hive back to FastStore: kept in the act's intent.</summary>
/// <param name="From">The copy on Hive.</param>
/// <param name="To">Where it comes back to.</param>
/// <param name="Stamp">Tells it from other such copies; the same in all of its runs, so that a later one goes on where one was.</param>
/// <param name="RunId">The run.</param>
/// <param name="Who">The person.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record RetrievalAct(string From, string To, string Stamp, string RunId, string Who, string Reason)
{
    /// <summary>The name of what is noted while a copy has begun and is not done.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>The name.</returns>
    public static string NoteOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{IntentKind.HiveRestore}/{id:D5}");

    /// <summary>As text.</summary>
    /// <returns>JSON.</returns>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Reads it.</summary>
    /// <param name="text">What an intent or a note holds.</param>
    /// <returns>The act; null when the text is none.</returns>
    public static RetrievalAct? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<RetrievalAct>(text);
        }
        catch (JsonException)
        {
            return null; // of a later version, perhaps: left open
        }
    }
}
