using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;
using MicroStatus.Moves.Proving;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Brings moved datasets back from FastStore's trash: a rename, so that they come back as they were. The copy on Hive stays.</summary>
/// <param name="tools">What it needs.</param>
public sealed class DatasetRestorer(TrashTools tools)
{
    private readonly DatasetWhereabouts _whereabouts = new(tools.Settings, tools.Files, tools.Database);
    private readonly WebPageTrash _webPage = new(tools.Settings, tools.Files, tools.Database);

    /// <summary>Finds what a dataset can be brought back from. Reads only.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The entry's path, and where it goes.</returns>
    /// <exception cref="StatusException">Those of <see cref="PlaceOf"/>, <c>RestorePlaceTaken</c>, <c>TrashEntryNotFound</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public TrashAct Plan(Dataset row)
    {
        var place = PlaceOf(row);
        if (tools.Files.Find(place) is not null)
        {
            throw Taken(row, place);
        }

        var entry = EntryOf(row);
        return entry is not null && tools.Files.Find(entry) is { Kind: Acquisition.EntryKind.Folder } facts
            ? new TrashAct(entry, place, facts.Identity.Inode, TrashKind.Moved)
            : throw Refused("TrashEntryNotFound", row, $"FastStore's trash has nothing of {row.Name} any more; its copy is at {row.PathOnHive ?? "an unknown place"}.", "Copy it back from Hive.");
    }

    /// <summary>The newest entry of the trash that a dataset can be brought back from, marked or not: one of the web page's counts when it is the very folder that
    /// the dataset was. Reads only.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>Its path, or null.</returns>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public string? EntryOf(Dataset row) =>
        _whereabouts.Paths(row).FastStorePath.RelativePath is { } relative
            ? (tools.Database.Moves.Find(new MoveFilter { Ids = [row.Id], NewestOnly = true }) is [{ Origin: MoveOrigin.WebPage }] ? _webPage.Find(row).Path : null)
                ?? _whereabouts.Trash.Of(relative, row.Id).LastOrDefault(entry => !entry.IsOfWebPage)?.Path
            : null;

    /// <summary>Where a moved dataset comes back to, whatever is there. Reads only.</summary>
    /// <param name="row">The dataset.</param>
    /// <returns>The path.</returns>
    /// <exception cref="StatusException"><c>StoreAbsent</c>, <c>DatasetNotMoved</c>, <c>DatasetMoving</c>, <c>RestoreUnderWay</c>,
    /// <c>RestorePlaceUnknown</c>.</exception>
    public string PlaceOf(Dataset row)
    {
        if (!_whereabouts.FastStore.IsPresent)
        {
            throw Refused("StoreAbsent", row, $"FastStore is absent: {_whereabouts.FastStore.Reason}", "Mount the store; then try again.");
        }

        if (row.Moving || tools.Database.Moves.Find(new MoveFilter { Ids = [row.Id], NewestOnly = true }) is [{ IsUnderWay: true }])
        {
            throw Refused("DatasetMoving", row, $"{row.Name} is being moved.", "Wait for the move's end, or stop it; then try again.");
        }

        if (!row.Moved)
        {
            throw Refused("DatasetNotMoved", row, $"{row.Name} is not moved.", "Only a dataset that was moved to Hive is brought back.");
        }

        if (tools.Database.Intents.FindOpen().Any(intent => intent.Kind == IntentKind.HiveRestore && intent.Id == row.Id))
        {
            throw Refused("RestoreUnderWay", row, $"{row.Name} is being copied back from Hive.", "Wait for the end; Get-DatasetEvent tells of it.");
        }

        var paths = _whereabouts.Paths(row);
        if (paths.IsDemo || paths.FastStorePath is not { Kind: StorePathKind.OnFastStore, Path: { } place, RelativePath: not null })
        {
            throw Refused("RestorePlaceUnknown", row, $"The row of {row.Name} does not tell a place on FastStore that it could come back to.", "Look at its path in Get-Dataset.");
        }

        return place;
    }

    /// <summary>Brings a dataset back: its row says so, and no check moves it again until a person lets it.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <returns>What was brought back.</returns>
    /// <exception cref="StatusException">Those of <see cref="Plan"/>, <c>TrashEntryChanged</c>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access; nothing was renamed.</exception>
    /// <exception cref="IOException">The place was taken meanwhile, or any other fault; nothing was renamed.</exception>
    public RestoreResult Restore(Dataset row, string who, string reason)
    {
        var act = Plan(row);
        var intent = new Intent
        {
            Kind = IntentKind.TrashRestore,
            Key = string.Create(CultureInfo.InvariantCulture, $"trash-restore/{row.Id:D5}-{tools.Now.UtcTicks:x}"),
            Id = row.Id,
            What = $"Brings {act.From} back to {act.To}. {reason} ({who})",
            Data = act.Write(),
            Begun = tools.Now,
        };
        Write(new DatasetChangeSet { Id = row.Id, Name = row.Name, Path = act.To, Begins = [intent] });
        tools.FileActs.MakeFolder(Path.GetDirectoryName(act.To)!);
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Datasets are brought back by someone who may act only.");
        }

        try
        {
            if (!tools.Folders.Rename(new RootedPath(tools.Settings.Storage.FastStore.TrashPath, act.From), new RootedPath(tools.Settings.Storage.FastStore.AcquirePath, act.To), act.Inode))
            {
                throw Refused("TrashEntryChanged", row, $"{act.From} is not what it was a moment ago.", "Look at Get-DatasetTrash; then try again.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: "TrashEntryChanged" })
        {
            Write(new DatasetChangeSet { Id = row.Id, Name = row.Name, Path = act.To, Ends = [new IntentEnd(intent.Key, IntentState.NotDone, e.Message)] });
            throw;
        }

        return Finish(row, intent, act, who, reason);
    }

    /// <summary>Goes on with what a crash has left: what is in its place again is written into its row.</summary>
    /// <param name="failed">Hears of what could not be gone on with.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Settle(Action<string, Exception> failed)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.TrashRestore))
        {
            try
            {
                if (TrashAct.Read(intent.Data) is { } act && intent.Id is { } id && tools.Row(id) is { } row && _whereabouts.FastStore.IsPresent)
                {
                    if (tools.Files.Find(act.To)?.Identity.Inode == act.Inode)
                    {
                        Finish(row, intent, act, "a person", "It was cut off, and is finished now.");
                    }
                    else if (tools.Files.Find(act.From)?.Identity.Inode == act.Inode)
                    {
                        Write(new DatasetChangeSet { Id = id, Name = row.Name, Path = act.To, Ends = [new IntentEnd(intent.Key, IntentState.NotDone, "It was not begun.")] });
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent.What, e);
            }
        }
    }

    // The row first: companions that are left behind harm nothing, and a row that is left behind would.
    private RestoreResult Finish(Dataset row, Intent intent, TrashAct act, string who, string reason)
    {
        var copy = row.PathOnHive;
        Write(Restored(row, intent, new DatasetEvent
        {
            Time = tools.Now,
            Id = row.Id,
            Name = row.Name,
            Path = act.To,
            Kind = EventKind.Trash,
            From = act.From,
            To = act.To,
            Why = $"{reason} {(copy is null ? "No copy on Hive is known." : $"Its copy on Hive stays at {copy}.")}",
            Who = who,
        }, $"It was brought back from the trash. {reason}") with
        { ClosedEpisodes = Unproven(row) });
        foreach (var ending in (ReadOnlySpan<string>)[tools.Settings.Trash.MarkerEnding, MoveManifest.CopyEnding, MoveManifest.TrashEnding])
        {
            tools.Folders.Delete(new RootedPath(tools.Settings.Storage.FastStore.TrashPath, act.From + ending), static () => true, CancellationToken.None);
        }

        return new RestoreResult(row.Id, row.Name, act.To, act.From, copy);
    }

    // Its copy on Hive need not be proven any more.
    private List<long> Unproven(Dataset row) =>
        [.. tools.Database.ReadOpenAttention().Where(attention => attention.Path == row.Path && attention.Reason.Kind == AttentionKind.CopyUnproven).Select(attention => attention.Episode)];

    /// <summary>What is written when a dataset is in its place again.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="intent">The act that brought it back.</param>
    /// <param name="happened">What its history says: where it is, and where its copy on Hive is.</param>
    /// <param name="hold">Why no check moves it again.</param>
    /// <returns>The change set.</returns>
    internal static DatasetChangeSet Restored(Dataset row, Intent intent, DatasetEvent happened, string hold) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = happened.To!,
        Fields =
        [
            .. row.Moved ? [new FieldChange(DatasetField.Moved, 1L, 0L)] : Array.Empty<FieldChange>(),
            .. row.PathOnHive is { } copy ? [new FieldChange(DatasetField.PathOnHive, copy, null)] : Array.Empty<FieldChange>(),
        ],
        Hold = new MoveHold(row.Id, hold, happened.Who ?? "a person", happened.Time),
        Ends = [new IntentEnd(intent.Key, IntentState.Done, happened.To)],
        Events = [happened],
    };

    /// <summary>The error for a place where something is.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="place">Where it would come back to.</param>
    /// <returns>The error.</returns>
    internal static StatusException Taken(Dataset row, string place) =>
        Refused("RestorePlaceTaken", row, $"Something is at {place} already; nothing is restored over it.", "Rename or move what is there; then try again.");

    private void Write(DatasetChangeSet change)
    {
        if (tools.Gate.Write([change])[0].Error is { } error)
        {
            throw error;
        }
    }

    private static StatusException Refused(string id, Dataset row, string text, string advice) => new(id, StatusErrorCategory.InvalidOperation, text, advice, row.Id);
}
