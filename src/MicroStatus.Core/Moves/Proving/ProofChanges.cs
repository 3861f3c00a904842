using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Storage;

namespace MicroStatus.Moves.Proving;

/// <summary>What each turn of a proof writes: its intent, history, what a person must know. No column of a row. Pure.</summary>
/// <param name="settings">The settings.</param>
/// <param name="catalogue">What is said.</param>
/// <param name="now">The moment.</param>
public sealed class ProofChanges(StatusSettings settings, MessageCatalogue catalogue, DateTimeOffset now)
{
    private readonly AttentionMessages _messages = new(catalogue);

    /// <summary>A run's job is about to be submitted.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move.</param>
    /// <param name="act">What is compared.</param>
    /// <param name="number">The try, from 1 on.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Begins(Dataset row, DatasetMove move, ProofAct act, int number) => Of(row, act.Entry, "being proven", "The web page compared sizes; every file's hash is compared now.") with
    {
        Move = move with { TrashEntry = act.Entry },
        Begins =
        [
            IntentOf(move, number) with
            {
                What = $"Submits run {act.RunId}, which compares {act.Entry} with {act.Copy}.",
                Data = act.Write(),
            },
        ],
    };

    /// <summary>Nothing can be proven: no entry of the trash is known to be the dataset's.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move.</param>
    /// <param name="number">The try, from 1 on.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <returns>The change set: nothing is tried again.</returns>
    public DatasetChangeSet Unfindable(Dataset row, DatasetMove move, int number, string why)
    {
        var intent = IntentOf(move, number) with { What = $"Looks in the trash for what {row.Name} was on FastStore." };
        return Of(row, null, "unproven", $"Its copy on Hive is not compared with what the web page put into the trash: {why}") with
        {
            Begins = [intent],
            Ends = [new IntentEnd(intent.Key, IntentState.Done, why)],
        };
    }

    /// <summary>Both sides are the same, and the entry has its marker.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move.</param>
    /// <param name="act">What was compared.</param>
    /// <param name="key">The act's key.</param>
    /// <param name="open">Episodes of attention that end with it.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Proven(Dataset row, DatasetMove move, ProofAct act, string key, IReadOnlyList<long> open)
    {
        const string Why = "Every file's hash was compared with its copy on Hive.";
        return Of(row, act.Entry, "proven", Why) with
        {
            Move = move with { TrashEntry = act.Entry, Proof = MoveProof.Hashes },
            Ends = [new IntentEnd(key, IntentState.Done, Why)],
            ClosedEpisodes = open,
        };
    }

    /// <summary>The two sides are not the same.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="act">What was compared.</param>
    /// <param name="key">The act's key.</param>
    /// <param name="reason">What differs, in a sentence.</param>
    /// <returns>The change set: it is told once, nothing is marked, and nothing is tried again.</returns>
    public DatasetChangeSet Differs(Dataset row, ProofAct act, string key, string reason) => NeedsPerson(
        row,
        act,
        new IntentEnd(key, IntentState.Done, reason),
        $"Its copy on Hive is not what the web page moved: {reason.TrimEnd('.')}. What is in the trash stays there: {act.Entry}.");

    /// <summary>The two sides could not be compared.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="act">What was to be compared.</param>
    /// <param name="key">The act's key.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="nextTry">When it is tried again; null gives it up.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Failed(Dataset row, ProofAct act, string key, string reason, DateTimeOffset? nextTry)
    {
        var end = new IntentEnd(key, IntentState.NotDone, reason);
        return nextTry is { } next
            ? Of(row, act.Entry, "unproven", string.Create(
                CultureInfo.InvariantCulture,
                $"{reason.TrimEnd('.')}. It is tried again at {TimeZoneInfo.ConvertTime(next, LabTime.Of(settings.Lab).Zone):yyyy-MM-dd HH:mm}.")) with
            { Ends = [end] }
            : NeedsPerson(row, act, end, $"Its copy on Hive, made by the web page, could not be compared with what is in the trash: {reason.TrimEnd('.')}. What is in the trash stays there: {act.Entry}.");
    }

    /// <summary>It does not matter any more: the dataset was brought back, or its row is gone.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="name">Its name.</param>
    /// <param name="act">What was to be compared.</param>
    /// <param name="key">The act's key.</param>
    /// <returns>The change set.</returns>
    public static DatasetChangeSet Dropped(long? id, string name, ProofAct act, string key) => new()
    {
        Id = id,
        Name = name,
        Path = act.Entry,
        Ends = [new IntentEnd(key, IntentState.NotDone, "It does not matter any more: the dataset is not on Hive by this move.")],
    };

    // The row's status is that of a dataset that is on Hive: nothing waits for it, and Get-Dataset shows the reason.
    private DatasetChangeSet NeedsPerson(Dataset row, ProofAct act, IntentEnd end, string finding)
    {
        var reason = AttentionReason.Of(
            AttentionKind.CopyUnproven,
            string.Empty,
            finding,
            string.Create(CultureInfo.InvariantCulture, $"Restore-Dataset -Id {row.Id} brings the dataset back to FastStore, from where it can be moved anew."));
        var subject = new MessageSubject(row.Name, row.Path ?? string.Empty, WindowsPath.Of(act.Copy, settings.Storage), row.InstrumentId, now) { Id = row.Id };
        return Of(row, act.Entry, "unproven", finding) with
        {
            Ends = [end],
            Opened = [reason],
            Messages = [.. _messages.Of(subject, [reason])],
        };
    }

    private Intent IntentOf(DatasetMove move, int number) => new()
    {
        Kind = IntentKind.MoveProof,
        Key = ProofHistory.KeyOf(move, number),
        Id = move.Id,
        What = string.Empty,
        Begun = now,
    };

    private DatasetChangeSet Of(Dataset row, string? entry, string to, string why) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path ?? string.Empty,
        Events =
        [
            new DatasetEvent { Time = now, Id = row.Id, Name = row.Name, Path = row.Path, Kind = EventKind.Trash, From = entry, To = to, Why = why },
        ],
    };
}
