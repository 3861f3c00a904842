using System.Globalization;
using MicroStatus.Acts;

namespace MicroStatus.Moves.Proving;

/// <summary>How often the copy of one move was to be proven, and what became of it. The intents are the record: one a try.</summary>
/// <param name="Tries">How often.</param>
/// <param name="Last">The last try; null before the first. Done: the copy was compared, or can never be, and its result says what came of that. Not done: it
/// could not be compared.</param>
public sealed record ProofHistory(int Tries, Intent? Last)
{
    /// <summary>Reads it.</summary>
    /// <param name="intents">The acts.</param>
    /// <param name="move">The move, with its number.</param>
    /// <returns>The history.</returns>
    public static ProofHistory Read(IIntents intents, DatasetMove move)
    {
        var history = new ProofHistory(0, null);
        while (intents.Find(KeyOf(move, history.Tries + 1)) is { } intent)
        {
            history = new ProofHistory(history.Tries + 1, intent);
        }

        return history;
    }

    /// <summary>The key of a try.</summary>
    /// <param name="move">The move, with its number.</param>
    /// <param name="number">The try, from 1 on.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(DatasetMove move, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{IntentKind.MoveProof}/{move.Id:D5}-{move.MoveId}-{number}");

    /// <summary>Where it stands, for who wonders why the trash entry has no marker.</summary>
    /// <returns>A sentence.</returns>
    public string Tell() => Last switch
    {
        null => "It waits for its proof: the web page moved it, and compared sizes only.",
        { State: IntentState.Open } => "It waits for its proof: a job compares it with its copy on Hive.",
        { State: IntentState.Done, Result: var result } => $"It has no marker, so it is left alone. {result}",
        { Result: var result } => $"It is not proven: {result}",
    };
}
