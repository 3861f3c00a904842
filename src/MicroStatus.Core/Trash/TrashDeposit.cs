using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Job;
using MicroStatus.Processing;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Brings parts of a dataset's folder into FastStore's trash by renames, as one entry in which everything keeps its path (lab.md §9).</summary>
/// <remarks>The order is: intent; entry folder, manifest, product, marker; renames; result. After a crash the same entry is gone on with.</remarks>
/// <param name="tools">What it needs.</param>
public sealed class TrashDeposit(TrashTools tools)
{
    private readonly DiscardPlanner _planner = new(tools);
    private readonly DiscardMemory _memory = new(tools);

    /// <summary>Carries an act out.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="act">What goes, and why.</param>
    /// <returns>What was written; null when nothing of it was there any more, and nothing was done.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, those of <see cref="DiscardPlanner.Plan"/>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access. What was begun is gone on with by <see cref="Settle"/>.</exception>
    /// <exception cref="IOException">Any other fault of the file system. What was begun is gone on with by <see cref="Settle"/>.</exception>
    public AppliedChange? CarryOut(ProcessingSubject subject, ProcessingAct.Discard act)
    {
        var id = subject.Row.Id;
        var row = tools.Row(id) ?? throw new StatusException(
            "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
        if (_planner.Plan(row, Path.TrimEndingDirectorySeparator(subject.Folder), act) is not { } plan)
        {
            return null;
        }

        var intent = new Intent
        {
            Kind = IntentKind.Discard,
            Key = DiscardPlanner.KeyOf(id, plan.Entry),
            Id = id,
            What = $"Brings parts of {plan.Folder} into the trash as {plan.Entry}. {plan.Why}",
            Data = plan.Write(),
            Begun = tools.Now,
        };
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Files go to the trash by someone who may act only.");
        }

        var before = plan.Kind == TrashKind.Channel ? _memory.Read(plan.Folder) : null;
        tools.Gate.WriteOne(Of(row, plan) with { Begins = [intent], Observation = DiscardMemory.Forgotten(before) });
        return Carry(row, intent, plan, before);
    }

    /// <summary>Goes on with what a crash has left: what is in the entry stays there, and what is still in the dataset follows.</summary>
    /// <remarks>To be called before the imaging of datasets is looked at, so that a colour that is half gone is nobody's surprise.</remarks>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="failed">Hears of what could not be gone on with.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public void Settle(Action<AppliedChange> written, Action<Intent, Exception> failed)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.Discard).ToList())
        {
            try
            {
                if (DiscardAct.Read(intent.Data) is { } plan && intent.Id is { } id && tools.Row(id) is { } row && !_planner.IsMoving(row) && _planner.FastStore.IsPresent && tools.Gate.MayAct())
                {
                    written(GoOn(row, intent, plan));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent, e);
            }
        }
    }

    // The dataset may have another name by now.
    private AppliedChange GoOn(Dataset row, Intent intent, DiscardAct plan)
    {
        var place = StorePath.Of(row.Path, tools.Settings.Storage);
        plan = place is { Kind: StorePathKind.OnFastStore, Path: { } path, RelativePath: not null } ? plan with { Folder = path } : plan;
        return tools.Files.Find(plan.Entry) is null && plan.Items.All(item => Is(Path.Join(plan.Folder, item.Path), item))
            ? End(row, plan, new IntentEnd(intent.Key, IntentState.NotDone, "It was not begun; it is decided anew."))
            : Carry(row, intent, plan, plan.Kind == TrashKind.Channel && _memory.Read(plan.Folder) is { Memory.Length: > 0 } known ? known : null);
    }

    private AppliedChange Carry(Dataset row, Intent intent, DiscardAct plan, ObservationRecord? memory)
    {
        var waiting = plan.Items.Where(item => Is(Path.Join(plan.Folder, item.Path), item)).ToList();
        if (waiting.Count > 0)
        {
            Announce(row, plan, waiting);
        }

        foreach (var item in waiting)
        {
            Take(plan, item);
        }

        var taken = plan.Items.Count(item => Is(Path.Join(plan.Entry, item.Path), item));
        var rest = taken == plan.Items.Count ? string.Empty : FormattableString.Invariant($" {plan.Items.Count - taken} of {plan.Items.Count} parts were not there (any more).");
        return End(
            row,
            plan,
            new IntentEnd(intent.Key, taken > 0 ? IntentState.Done : IntentState.NotDone, plan.Entry + rest),
            $"{plan.Why} {AmountOf(plan)}.{rest}",
            memory);
    }

    private static string AmountOf(DiscardAct plan) =>
        FormattableString.Invariant($"{plan.Files} files, {ByteText.Of(plan.Bytes)}{(plan.Groups > 0 ? ", not counting OME-Zarr groups" : string.Empty)}");

    // Manifest and marker before the first rename (lab.md §9). The marker is written anew after a crash: what comes late is kept as long.
    private void Announce(Dataset row, DiscardAct plan, List<DiscardItem> waiting)
    {
        tools.FileActs.MakeFolder(plan.Entry);
        if (tools.Files.Find(plan.Entry + MoveManifest.TrashEnding) is null)
        {
            var manifest = DiscardManifest.Of(tools.Folders, plan.Folder, waiting, tools.Settings.MesoSpim.ZarrEnding);
            tools.FileActs.WriteFile(plan.Entry + MoveManifest.TrashEnding, manifest.Write());
        }

        if (plan.Product is { } product)
        {
            tools.FileActs.WriteFile(plan.Entry + tools.Settings.Trash.ProductEnding, Encoding.UTF8.GetBytes(product + "\n"));
        }

        var who = string.Create(CultureInfo.InvariantCulture, $"{row.Id:D5} {plan.Kind}\n");
        tools.FileActs.WriteFile(plan.Entry + tools.Settings.Trash.MarkerEnding, Encoding.UTF8.GetBytes(who));
    }

    private void Take(DiscardAct plan, DiscardItem item)
    {
        var (from, to) = (Path.Join(plan.Folder, item.Path), Path.Join(plan.Entry, item.Path));
        if (Path.GetDirectoryName(to) is { } above && above != plan.Entry)
        {
            tools.FileActs.MakeFolder(above);
        }

        RemoveClaim(to);
        if (tools.Gate.MayAct())
        {
            tools.Folders.Rename(new RootedPath(tools.Settings.Storage.FastStore.AcquirePath, from), new RootedPath(tools.Settings.Storage.FastStore.TrashPath, to), item.Inode);
        }
    }

    // A rename that was cut off may have left an empty file or folder that had claimed the name.
    private void RemoveClaim(string path)
    {
        var isClaim = tools.Files.Find(path) switch
        {
            { Kind: EntryKind.File, Length: 0 } => true,
            { Kind: EntryKind.Folder } => tools.Files.List(path).Count == 0,
            _ => false,
        };
        if (isClaim)
        {
            tools.Folders.Delete(new RootedPath(tools.Settings.Storage.FastStore.TrashPath, path), static () => true, CancellationToken.None);
        }
    }

    private bool Is(string path, DiscardItem item) => tools.Files.Find(path) is { Kind: EntryKind.File or EntryKind.Folder } facts && facts.Identity.Inode == item.Inode;

    private AppliedChange End(Dataset row, DiscardAct plan, IntentEnd end, string why = "", ObservationRecord? memory = null) => tools.Gate.WriteOne(Of(row, plan) with
    {
        Ends = [end],
        Observation = memory is null ? null : _memory.LookAgain(row, memory),
        Events = end.State != IntentState.Done
            ? []
            :
            [
                new DatasetEvent
                {
                    Time = tools.Now,
                    Id = row.Id,
                    Name = row.Name,
                    Path = plan.Folder,
                    Kind = EventKind.Trash,
                    From = plan.Folder,
                    To = plan.Entry,
                    Why = why,
                },
            ],
    });

    private static DatasetChangeSet Of(Dataset row, DiscardAct plan) => new() { Id = row.Id, Name = row.Name, Path = plan.Folder };
}
