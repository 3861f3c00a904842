using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Job;

namespace MicroStatus.Trash;

/// <summary>Deletes entries of the trash for good: the intent is noted, the entry gets a name that is none of an entry's, and only then anything
/// of it is deleted, so that what a crash leaves never looks like a whole entry.</summary>
/// <param name="tools">What it needs.</param>
public sealed class TrashRemover(TrashTools tools)
{
    private string Root => tools.Settings.Storage.FastStore.TrashPath;

    /// <summary>Deletes an entry that was proven in this moment.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="goesOn">Asked between two files: false ends it for now, and the next check goes on.</param>
    /// <param name="cancellationToken">Ends it; the next check goes on.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">The file system refuses; the next check goes on.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses; the next check goes on.</exception>
    public TrashRemoval Remove(DatasetTrash entry, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        if (tools.Files.Find(entry.Path) is not { } facts)
        {
            return Kept(entry, "It is not there any more.");
        }

        var id = entry.Id ?? 0;
        var word = string.Create(CultureInfo.InvariantCulture, $"{id:D5}-{tools.Now.UtcTicks:x}-{facts.Identity.Inode:x}");
        var intent = new Intent
        {
            Kind = IntentKind.TrashDelete,
            Key = "trash-delete/" + word,
            Id = entry.Id,
            What = $"Deletes {entry.Path} for good.",
            Data = new TrashAct(entry.Path, Path.Join(Path.GetDirectoryName(entry.Path), ".deleting-" + word), facts.Identity.Inode, entry.Kind).Write(),
            Begun = tools.Now,
        };
        var begun = tools.Gate.Write([Of(entry.Id, entry.Name, entry.Path) with { Begins = [intent] }])[0];
        if (begun.Error is { } error)
        {
            throw error;
        }

        return tools.Gate.MayAct() ? Carry(intent, goesOn, cancellationToken) : Kept(entry, "Nothing may be deleted by who only looks.");
    }

    /// <summary>Goes on with what was begun and not ended: by evidence, an entry that has its own name still stays.</summary>
    /// <param name="goesOn">Asked between two files.</param>
    /// <param name="failed">Hears of what cannot be gone on with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public IEnumerable<TrashRemoval> Settle(Func<bool> goesOn, Action<string, Exception> failed, CancellationToken cancellationToken)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.TrashDelete && TrashAct.Read(intent.Data) is not null).ToList())
        {
            TrashRemoval? removal = null;
            try
            {
                var act = TrashAct.Read(intent.Data)!;
                if (tools.Files.Find(act.From) is { } facts && facts.Identity.Inode == act.Inode)
                {
                    End(intent, act, IntentState.NotDone, "It was not begun; its proof is made anew.");
                    continue;
                }

                removal = tools.Gate.MayAct() ? Carry(intent, goesOn, cancellationToken) : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent.What, e);
            }

            if (removal is not null)
            {
                yield return removal;
            }
        }
    }

    private TrashRemoval Carry(Intent intent, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var act = TrashAct.Read(intent.Data)!;
        var (path, doomed) = (new RootedPath(Root, act.From), new RootedPath(Root, act.To));
        var name = Path.GetFileName(act.From);
        if (!IsDoomed(act) && !tools.Folders.Rename(path, doomed, act.Inode) && tools.Files.Find(act.From) is not null)
        {
            End(intent, act, IntentState.NotDone, "Something else has taken its place meanwhile.");
            return new TrashRemoval(intent.Id, name, act.Kind, act.From, IsGone: false, 0, 0, "Something else has taken its place meanwhile.");
        }

        var deleted = tools.Folders.Delete(doomed, goesOn, cancellationToken);
        if (!deleted.IsComplete)
        {
            return new TrashRemoval(intent.Id, name, act.Kind, act.From, IsGone: false, deleted.Freed, deleted.Entries, "The rest is deleted by the next check.")
            {
                IsUnfinished = true,
            };
        }

        // Something of that name by now has companions of its own.
        if (tools.Files.Find(act.From) is null)
        {
            foreach (var ending in (ReadOnlySpan<string>)[MoveManifest.CopyEnding, MoveManifest.TrashEnding, tools.Settings.Trash.ProductEnding, tools.Settings.Trash.MarkerEnding])
            {
                _ = tools.Folders.Delete(new RootedPath(Root, act.From + ending), static () => true, cancellationToken);
            }
        }

        End(intent, act, IntentState.Done, FormattableString.Invariant($"{deleted.Freed} bytes freed."));
        return new TrashRemoval(intent.Id, name, act.Kind, act.From, IsGone: true, deleted.Freed, deleted.Entries, Reason: null);
    }

    private bool IsDoomed(TrashAct act) => tools.Files.Find(act.To) is { } facts && facts.Identity.Inode == act.Inode;

    private void End(Intent intent, TrashAct act, IntentState state, string result)
    {
        var row = intent.Id is { } id ? tools.Row(id) : null;
        var name = row?.Name ?? Path.GetFileName(act.From);
        if (state == IntentState.Done && row?.PathOnHive is { } copy)
        {
            tools.Gate.WriteOwn((database, lease) => database.Trash.ForgetHashes(copy, lease)); // nothing has to be proven any more
        }

        tools.Gate.Write(
        [
            Of(intent.Id, name, row?.Path ?? act.From) with
            {
                Ends = [new IntentEnd(intent.Key, state, result)],
                Events = state != IntentState.Done
                    ? []
                    : [new DatasetEvent { Time = tools.Now, Id = intent.Id, Name = name, Path = row?.Path, Kind = EventKind.Trash, From = act.From, To = "deleted", Why = "Its time in the trash was over, and its proof held." }],
            },
        ]);
    }

    private static TrashRemoval Kept(DatasetTrash entry, string reason) => new(entry.Id, entry.Name, entry.Kind, entry.Path, IsGone: false, 0, 0, reason);

    private static DatasetChangeSet Of(long? id, string name, string path) => new() { Id = id, Name = name, Path = path };
}
