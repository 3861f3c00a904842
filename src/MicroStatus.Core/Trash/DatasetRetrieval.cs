using System.Globalization;
using System.Text;
using MicroStatus.Acquisition;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves;
using MicroStatus.Moves.Job;
using MicroStatus.Storage;

namespace MicroStatus.Trash;

/// <summary>Copies moved datasets from Hive back to FastStore with proof, by a job, when the trash has nothing of them any more. The copy on Hive stays.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="cluster">Runs the job.</param>
public sealed class DatasetRetrieval(TrashTools tools, IClusterExecutor cluster)
{
    private readonly DatasetRestorer _restorer = new(tools);
    private readonly DatasetWhereabouts _whereabouts = new(tools.Settings, tools.Files, tools.Database);
    private readonly RetrievalPlanner _planner = new(tools.Settings);
    private readonly RunEvidence _evidence = new(tools, cluster);

    /// <summary>Plans the copy. Reads only.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <returns>From where to where, and the run. One that failed goes on where it was.</returns>
    /// <exception cref="StatusException">Those of <see cref="DatasetRestorer.PlaceOf"/>; <c>StoreAbsent</c>; <c>TrashEntryNotFound</c>: the copy on Hive is
    /// not there either; <c>RestorePlaceTaken</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public (RetrievalAct Act, MovePlan Plan) Plan(Dataset row, string who, string reason)
    {
        var place = _restorer.PlaceOf(row);
        if (!_whereabouts.Hive.IsPresent)
        {
            throw Refused("StoreAbsent", row, $"Hive is absent: {_whereabouts.Hive.Reason}", "Mount the store; then try again.");
        }

        if (StorePath.Of(row.PathOnHive, tools.Settings.Storage) is not { Kind: StorePathKind.OnHive, Path: { } copy } || tools.Files.Find(copy) is not { Kind: EntryKind.Folder })
        {
            throw Refused(
                "TrashEntryNotFound",
                row,
                $"FastStore's trash has nothing of {row.Name} any more, and its copy on Hive is not where its row says: {row.PathOnHive ?? "an unknown place"}.",
                "Find its copy; Set-Dataset -PathOnHive tells where it is.");
        }

        var earlier = RetrievalAct.Read(tools.Database.ReadNote(RetrievalAct.NoteOf(row.Id)));
        var stamp = earlier is not null && earlier.From == copy && earlier.To == place
            ? earlier.Stamp
            : tools.Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var act = new RetrievalAct(copy, place, stamp, string.Create(CultureInfo.InvariantCulture, $"restore-{row.Id:D5}-{tools.Now.UtcTicks:x}"), who, reason);
        var plan = _planner.Plan(row, act, tools.Now);
        return tools.Files.Find(place) is not { } there || _evidence.WasPlaced(plan, there.Identity.Inode) ? (act, plan) : throw DatasetRestorer.Taken(row, place);
    }

    /// <summary>Begins the copy: its intent first, then its job.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cancellationToken">Ends the cluster's command; what it did is then unsure, and found out later.</param>
    /// <returns>The intent, open.</returns>
    /// <exception cref="StatusException">Those of <see cref="Plan"/>, the cluster's when the job was not submitted, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">The script cannot be written: nothing was begun.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access: nothing was begun.</exception>
    public async Task<Intent> BeginAsync(Dataset row, string who, string reason, CancellationToken cancellationToken)
    {
        var (act, plan) = Plan(row, who, reason);
        WriteScript(plan);
        var intent = new Intent
        {
            Kind = IntentKind.HiveRestore,
            Key = string.Create(CultureInfo.InvariantCulture, $"{IntentKind.HiveRestore}/{act.RunId}"),
            Id = row.Id,
            What = $"Copies {act.From} back to {act.To}. {reason} ({who})",
            Data = act.Write(),
            Begun = tools.Now,
        };
        Note(row.Id, act.Write());
        Write(new DatasetChangeSet { Id = row.Id, Name = row.Name, Path = act.To, Begins = [intent] });
        if (!tools.Gate.MayAct())
        {
            throw new InvalidOperationException("Datasets are copied back by someone who may act only.");
        }

        try
        {
            await cluster.SubmitAsync(plan.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (StatusException e) when (e.ErrorId is not ("LeaseLost" or "ClusterCommandTimedOut" or "ClusterAnswerUnreadable"))
        {
            Write(new DatasetChangeSet { Id = row.Id, Name = row.Name, Path = act.To, Ends = [new IntentEnd(intent.Key, IntentState.NotDone, e.Message)] });
            throw;
        }
        catch (StatusException e) when (e.ErrorId != "LeaseLost")
        {
            return intent with { Result = e.Message }; // unsure: evidence settles it
        }

        return intent;
    }

    /// <summary>Looks how far a copy is. Reads only.</summary>
    /// <param name="intent">Its intent.</param>
    /// <param name="cancellationToken">Ends the cluster's command.</param>
    /// <returns>Its run and how far it is; null when that cannot be told here.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public async Task<(MovePlan Plan, RunVerdict Verdict)?> LookAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (RetrievalAct.Read(intent.Data) is not { } act || intent.Id is not { } id || tools.Row(id) is not { } row || !_whereabouts.FastStore.IsPresent || !_whereabouts.Hive.IsPresent)
        {
            return null;
        }

        var plan = _planner.Plan(row, act, intent.Begun);
        return (plan, await _evidence.LookAsync(plan, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Records what became of copies whose job is over: also when whoever began them does not wait any more.</summary>
    /// <param name="isWanted">Which of them.</param>
    /// <param name="failed">Hears of what failed, and of what could not be looked at.</param>
    /// <param name="cancellationToken">Ends the cluster's command.</param>
    /// <returns>When everything is recorded.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task SettleAsync(Func<Intent, bool> isWanted, Action<string, Exception> failed, CancellationToken cancellationToken)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.HiveRestore && isWanted(intent)))
        {
            try
            {
                if (await LookAsync(intent, cancellationToken).ConfigureAwait(false) is ({ } plan, { State: not IntentState.Open } verdict)
                    && RetrievalAct.Read(intent.Data) is { } act && tools.Row(plan.Move.Id) is { } row)
                {
                    Record(row, intent, act, verdict);
                    if (verdict.State == IntentState.NotDone)
                    {
                        failed(intent.What, Failure(row.Id, row.Name, verdict.Why));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(intent.What, e);
            }
        }
    }

    /// <summary>The error for a copy that failed.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="name">Its name.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <returns>The error, <c>RestoreFailed</c>.</returns>
    public static StatusException Failure(long id, string name, string why) => new(
        "RestoreFailed",
        StatusErrorCategory.Failure,
        $"{name} was not copied back from Hive: {why.TrimEnd('.')}.",
        "Mend the cause; then run Restore-Dataset again, which goes on where it was.",
        id);

    private void Record(Dataset row, Intent intent, RetrievalAct act, RunVerdict verdict)
    {
        var happened = new DatasetEvent
        {
            Time = tools.Now,
            Id = row.Id,
            Name = row.Name,
            Path = act.To,
            Kind = EventKind.Move,
            From = act.From,
            To = verdict.State == IntentState.Done ? act.To : "failed",
            Why = verdict.State == IntentState.Done ? $"{act.Reason} {verdict.Why} Its copy on Hive stays at {act.From}." : $"It was not copied back from Hive: {verdict.Why}",
            Who = act.Who,
        };

        // What is over must not be gone on with by a later copy.
        if (verdict is { State: IntentState.Done } or { Code: MoveExitCode.Inconsistent })
        {
            Note(row.Id, null);
        }

        Write(verdict.State == IntentState.Done
            ? DatasetRestorer.Restored(row, intent, happened, $"It was copied back from Hive. {act.Reason}")
            : new DatasetChangeSet { Id = row.Id, Name = row.Name, Path = act.To, Ends = [new IntentEnd(intent.Key, IntentState.NotDone, verdict.Why)], Events = [happened] });
    }

    private void WriteScript(MovePlan plan)
    {
        var moves = tools.Settings.Moves;
        foreach (var folder in (string[])[moves.ScriptsFolder, moves.LogsFolder, moves.CompleteFolder, moves.ErrorFolder, moves.WorkFolder])
        {
            tools.FileActs.MakeFolder(Path.Join(moves.Folder, folder));
        }

        tools.FileActs.WriteFile(plan.Request.ScriptPath, Encoding.UTF8.GetBytes(MoveJobScript.Write(plan.Job)));
    }

    private void Note(long id, string? text) => tools.Gate.WriteOwn((database, lease) => database.WriteNote(RetrievalAct.NoteOf(id), text, lease));

    private void Write(DatasetChangeSet change)
    {
        if (tools.Gate.Write([change])[0].Error is { } error)
        {
            throw error;
        }
    }

    private static StatusException Refused(string id, Dataset row, string text, string advice) => new(id, StatusErrorCategory.InvalidOperation, text, advice, row.Id);
}
