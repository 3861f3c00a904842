using System.Text;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Moves.Job;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Moves.Proving;

/// <summary>One look of a check at the copies that the web page has made (lab.md §8): what became of proofs is recorded, and those that are due are begun, each
/// by a job that hashes the trash entry and the copy. Each dataset is isolated.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="cluster">Runs the jobs.</param>
/// <param name="catalogue">What is said.</param>
public sealed class ProofRound(TrashTools tools, IClusterExecutor cluster, MessageCatalogue catalogue)
{
    private readonly ProofRules _rules = new(tools.Settings.Moves);
    private readonly ProofPlanner _planner = new(tools.Settings);
    private readonly ProofChanges _changes = new(tools.Settings, catalogue, tools.Now);
    private readonly RunEvidence _evidence = new(tools, cluster);
    private readonly WebPageTrash _trash = new(tools.Settings, tools.Files, tools.Database);
    private readonly DatasetWhereabouts _whereabouts = new(tools.Settings, tools.Files, tools.Database);

    /// <summary>Looks. Who may not act is told what would be begun.</summary>
    /// <param name="written">Hears of what was written, or would be.</param>
    /// <param name="failed">Hears of a dataset that could not be looked at, by id and name.</param>
    /// <param name="cancellationToken">Stops between two datasets, or in a command of the cluster.</param>
    /// <returns>When done.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task RunAsync(Action<AppliedChange> written, Action<long?, string, Exception> failed, CancellationToken cancellationToken)
    {
        if (!_whereabouts.FastStore.IsPresent || !_whereabouts.Hive.IsPresent)
        {
            return;
        }

        var underWay = 0;
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.MoveProof))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isOpen = true;
            await IsolatedAsync(
                intent.Id, intent.What, failed, async () => isOpen = !tools.Gate.MayAct() || !await SettleAsync(intent, written, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            underWay += isOpen ? 1 : 0;
        }

        foreach (var (row, move) in Find(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var history = ProofHistory.Read(tools.Database.Intents, move);
            if (_rules.Decide(move, row.Moved, history, underWay, tools.Now) == ProofState.Due)
            {
                await IsolatedAsync(
                    row.Id, row.Name, failed, async () => underWay += await BeginAsync(row, move, history.Tries + 1, written, cancellationToken).ConfigureAwait(false) ? 1 : 0).ConfigureAwait(false);
            }
        }
    }

    private List<(Dataset Row, DatasetMove Move)> Find(CancellationToken cancellationToken)
    {
        var moves = tools.Database.Moves
            .Find(new MoveFilter { States = [MoveState.Moved], NewestOnly = true })
            .Where(move => move.Origin == MoveOrigin.WebPage)
            .ToDictionary(move => move.Id);
        return moves.Count == 0
            ? []
            : [.. tools.Database.FindDatasets(new DatasetFilter { Ids = [.. moves.Keys] }, cancellationToken).Select(row => (row, moves[row.Id])).OrderBy(pair => pair.Item2.Ended)];
    }

    // True when the act is over.
    private async Task<bool> SettleAsync(Intent intent, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        if (ProofAct.Read(intent.Data) is not { } act || intent.Id is not { } id)
        {
            return false;
        }

        var row = tools.Row(id);
        var name = row?.Name ?? Path.GetFileName(act.Copy);
        var verdict = await _evidence.LookAsync(_planner.Plan(id, name, act, intent.Begun), cancellationToken).ConfigureAwait(false);
        if (verdict.State == IntentState.Open)
        {
            return false;
        }

        var move = tools.Database.Moves.Find(new MoveFilter { Ids = [id], NewestOnly = true }).FirstOrDefault();
        Write(row is not { Moved: true } || move?.MoveId != act.MoveId ? ProofChanges.Dropped(row?.Id, name, act, intent.Key) : verdict switch
        {
            { State: IntentState.Done } => _changes.Proven(row, move, act, intent.Key, OpenEpisodes(row)),
            { Code: MoveExitCode.ProofFailed } => _changes.Differs(row, act, intent.Key, verdict.Why),
            _ => _changes.Failed(row, act, intent.Key, verdict.Why, NextTry(move)),
        }, written);
        return true;
    }

    // True when a job is at it, or may be.
    private async Task<bool> BeginAsync(Dataset row, DatasetMove move, int number, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var found = _trash.Find(row);
        if (found.Path is not { } entry)
        {
            Write(_changes.Unfindable(row, move, number, found.Why), written);
            return false;
        }

        var act = new ProofAct(entry, move.Destination, found.Inode, move.MoveId, ProofPlanner.RunIdOf(move, number));
        var plan = _planner.Plan(row.Id, row.Name, act, tools.Now);
        if (!tools.Gate.MayAct())
        {
            Write(_changes.Begins(row, move, act, number), written);
            return false;
        }

        WriteScript(plan, found.Inode);
        Write(_changes.Begins(row, move, act, number), written);
        try
        {
            tools.FileActs.Delete(plan.Job.ErrorMarker); // an earlier try's
            tools.FileActs.Delete(plan.Job.DoneMarker);
            if (!tools.Gate.MayAct())
            {
                throw new InvalidOperationException("Proofs are begun by someone who may act only.");
            }

            await cluster.SubmitAsync(plan.Request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (StatusException e) when (e.ErrorId is "ClusterCommandTimedOut" or "ClusterAnswerUnreadable")
        {
            return true; // unsure: the intent stays open, and evidence settles it
        }
        catch (Exception e) when (e is StatusException { ErrorId: not "LeaseLost" } or IOException or UnauthorizedAccessException)
        {
            Write(_changes.Failed(row, act, ProofHistory.KeyOf(move, number), e.Message, _rules.NextTry(number, tools.Now)), written);
            return false;
        }
    }

    private DateTimeOffset? NextTry(DatasetMove move) => _rules.NextTry(ProofHistory.Read(tools.Database.Intents, move).Tries, tools.Now);

    private List<long> OpenEpisodes(Dataset row) =>
        [.. tools.Database.ReadOpenAttention().Where(attention => attention.Path == row.Path && attention.Reason.Kind == AttentionKind.CopyUnproven).Select(attention => attention.Episode)];

    private void WriteScript(MovePlan plan, ulong inode)
    {
        var moves = tools.Settings.Moves;
        foreach (var folder in (string[])[moves.ScriptsFolder, moves.LogsFolder, moves.CompleteFolder, moves.ErrorFolder, moves.WorkFolder])
        {
            tools.FileActs.MakeFolder(Path.Join(moves.Folder, folder));
        }

        tools.FileActs.WriteFile(plan.Request.ScriptPath, Encoding.UTF8.GetBytes(ProofJobScript.Write(plan.Job, inode)));
    }

    private void Write(DatasetChangeSet change, Action<AppliedChange> written)
    {
        var applied = tools.Gate.Write([change])[0];
        if (applied.Error is { } error)
        {
            throw error;
        }

        written(applied);
    }

    private static async Task IsolatedAsync(long? id, string name, Action<long?, string, Exception> failed, Func<Task> look)
    {
        try
        {
            await look().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
        {
            failed(id, name, e);
        }
    }
}
