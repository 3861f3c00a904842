using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Trash;

namespace MicroStatus.Moves.Publishing;

/// <summary>Publishes Imaris files on Hive: a rename that never replaces anything, and a note where the file was (lab.md §8).</summary>
/// <param name="tools">What it needs.</param>
public sealed class DatasetPublisher(TrashTools tools)
{
    // Between the lab's nodes, whose clocks tell when an intent was noted and when a file was made.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private readonly PublishPlanner _planner = new(tools);

    /// <summary>Publishes a dataset's Imaris file. The record of where it went is written with the row, so that the trash's proof follows it.</summary>
    /// <param name="row">The dataset as it stands.</param>
    /// <param name="who">The person; null for a check.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="cancellationToken">Ends the look at the file, before anything is done.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="StatusException">Those of <see cref="PublishPlanner.Plan"/>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">The file system refuses. When only the note could not be written, the next check goes on with it.</exception>
    public AppliedChange Publish(Dataset row, string? who, string why, CancellationToken cancellationToken)
    {
        var plan = _planner.Plan(row, cancellationToken);
        var act = PublishAct.Of(plan, who, why);
        var intent = new Intent
        {
            Kind = IntentKind.Publish,
            Key = string.Create(CultureInfo.InvariantCulture, $"publish/{row.Id:D5}-{tools.Now.UtcTicks:x}"),
            Id = row.Id,
            What = $"Moves {plan.From} to {plan.To}. {why}",
            Data = act.Write(),
            Begun = tools.Now,
        };
        tools.Gate.WriteOne(DatasetChangeSet.Of(row) with { Begins = [intent] });
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Imaris files are published by someone who may act only.");
        }

        try
        {
            tools.FileActs.MakeFolder(Path.GetDirectoryName(plan.To)!);
            if (!Rename(plan))
            {
                throw PublishPlanner.Refused(row, $"{plan.From} is not what it was a moment ago.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: "PublishRefused" })
        {
            End(row, intent, e.Message);
            throw e is IOException && tools.Files.Find(plan.To) is not null ? PublishPlanner.Taken(row, plan.To) : e;
        }

        return Finish(row, intent, act, isWitnessed: true);
    }

    /// <summary>What publishing a dataset would write, where nothing may be done.</summary>
    /// <param name="row">The dataset as it stands.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="cancellationToken">Ends the look at the file.</param>
    /// <returns>The change set.</returns>
    /// <exception cref="StatusException">Those of <see cref="PublishPlanner.Plan"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public DatasetChangeSet Preview(Dataset row, string why, CancellationToken cancellationToken) =>
        Published(row, _planner.Plan(row, cancellationToken), why, who: null);

    /// <summary>Goes on with what a crash has left: a file that is in its new place gets its note, and is written into its row; an empty file that only
    /// reserved the new place is taken away.</summary>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="failed">Hears of what could not be gone on with.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Settle(Action<AppliedChange> written, Action<Intent, Exception> failed)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.Publish))
        {
            try
            {
                if (PublishAct.Read(intent.Data) is { } act && intent.Id is { } id && tools.Row(id) is { } row && _planner.Whereabouts.Hive.IsPresent)
                {
                    var (isThere, isHere) = (Is(act.To, act.Inode), Is(act.From, act.Inode));
                    if (isHere && !isThere)
                    {
                        ReleaseClaim(act, intent);
                    }

                    written(isThere && !isHere ? Finish(row, intent, act, isWitnessed: false) : End(row, intent, (isThere, isHere) switch
                    {
                        (_, true) => "It was not begun.",
                        _ => $"Neither {act.From} nor {act.To} is what it was any more.",
                    }));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent, e);
            }
        }
    }

    private bool Rename(PublishPlan plan) => tools.Folders.Rename(
        new RootedPath(tools.Settings.Storage.Hive.AcquirePath, plan.From), new RootedPath(tools.Settings.Moves.Publish.Root, plan.To), plan.Before.Inode);

    private bool Is(string path, ulong inode) => tools.Files.Find(path) is { Kind: EntryKind.File } facts && facts.Identity.Inode == inode;

    // Where no file system call refuses to replace, an empty file reserves the new name. What was there before the act was none: the plan saw to that.
    private void ReleaseClaim(PublishAct act, Intent intent)
    {
        if (tools.Gate.MayAct()
            && tools.Files.Find(act.To) is { Kind: EntryKind.File, Length: 0 } claim
            && claim.Modified + tools.Settings.Demo.ClockOffset >= intent.Begun - ClockSkew)
        {
            tools.Folders.Delete(new RootedPath(tools.Settings.Moves.Publish.Root, act.To), static () => true, CancellationToken.None);
        }
    }

    // The note first: without it the intent stays open, and the next check writes both.
    private AppliedChange Finish(Dataset row, Intent intent, PublishAct act, bool isWitnessed)
    {
        var plan = act.ToPlan();
        if (tools.Files.Find(plan.NoteFile) is null)
        {
            tools.FileActs.WriteFile(plan.NoteFile, Encoding.UTF8.GetBytes(plan.To + "\n"));
        }

        return tools.Gate.WriteOne(Published(row, plan, isWitnessed ? act.Why : $"{act.Why} It was cut off, and is finished now.", act.Who) with
        {
            Relocations = [RelocationOf(row, plan, isWitnessed, act.Why)],
            Ends = [new IntentEnd(intent.Key, IntentState.Done, plan.To)],
        });
    }

    private DatasetChangeSet Published(Dataset row, PublishPlan plan, string why, string? who) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path ?? string.Empty,
        Fields =
        [
            .. row.ImarisFilePath != plan.To ? [new FieldChange(DatasetField.ImarisFilePath, row.ImarisFilePath, plan.To)] : Array.Empty<FieldChange>(),
            .. !row.Public ? [new FieldChange(DatasetField.Public, 0L, 1L)] : Array.Empty<FieldChange>(),
        ],
        Events =
        [
            new DatasetEvent
            {
                Time = tools.Now,
                Id = row.Id,
                Name = row.Name,
                Path = row.Path,
                Kind = EventKind.Published,
                From = plan.From,
                To = plan.To,
                Why = why,
                Who = who,
            },
        ],
    };

    // Only a rename that was witnessed may be all that changed the ctime; otherwise no ctime fits, and the trash's proof reads the file again.
    private FileRelocation RelocationOf(Dataset row, PublishPlan plan, bool isWitnessed, string why)
    {
        using var folder = tools.Folders.Open(Path.GetDirectoryName(plan.To)!);
        var after = folder?.Find(Encoding.UTF8.GetBytes(Path.GetFileName(plan.To)));
        var isSame = isWitnessed && after is { } found && found with { Changed = 0 } == plan.Before with { Changed = 0 };
        return new FileRelocation
        {
            Id = row.Id,
            OldPath = plan.From,
            NewPath = plan.To,
            Before = plan.Before,
            After = isSame ? after!.Value : plan.Before with { Changed = 0 },
            Time = tools.Now,
            Why = $"Published. {why}",
        };
    }

    private AppliedChange End(Dataset row, Intent intent, string reason) => tools.Gate.WriteOne(new DatasetChangeSet
    {
        Id = row.Id,
        Name = row.Name,
        Path = row.Path ?? string.Empty,
        Ends = [new IntentEnd(intent.Key, IntentState.NotDone, reason)],
    });
}
