using System.Text;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves.Job;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Moves;

/// <summary>Begins moves (lab.md §8): script, intent and <c>moving</c> first, then the job, then its result.</summary>
/// <param name="tools">What it needs.</param>
public sealed class MoveStarter(MoveTools tools)
{
    private readonly MovePlanner _planner = new(tools.Settings);
    private readonly MoveChanges _changes = new(tools.Settings, tools.Messages, tools.Now);

    /// <summary>Plans a run, for a person to look at.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="last">Its newest move, or null.</param>
    /// <param name="origin">Who wants it.</param>
    /// <returns>The plan.</returns>
    public MovePlan Plan(Dataset row, DatasetMove? last, MoveOrigin origin) => _planner.Plan(row, last, origin, tools.Now);

    /// <summary>What would be written, where nothing may be done.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <returns>The change set.</returns>
    public DatasetChangeSet Preview(Dataset row, MovePlan plan, string why) => _changes.Begins(row, plan.Move, why);

    /// <summary>Begins a run.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="cancellationToken">Ends the cluster's command; what it did is then unsure, and the next check finds out.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">The script cannot be written: nothing was begun.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access: nothing was begun.</exception>
    public async Task<MoveStart> StartAsync(Dataset row, MovePlan plan, string why, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        WriteScript(plan);
        var begun = Write(_changes.Begins(row, plan.Move, why), written);
        if (begun.Error is not null || begun.Refused.Count > 0)
        {
            tools.FileActs.Delete(plan.Request.ScriptPath);
            return new MoveStart(null, begun.Error ?? new StatusException(
                "DatasetChangedMeanwhile", StatusErrorCategory.InvalidOperation, $"{row.Name} was changed by someone else meanwhile; nothing was begun.", "Look at it, and try again.", row.Id));
        }

        // With the number that the database gave it.
        var move = tools.Database.Moves.Find(new MoveFilter { Ids = [row.Id], NewestOnly = true })[0];
        row = Fresh(row);
        try
        {
            // Markers of an earlier run would be taken for this one's; whoever submits deletes them (lab.md §8).
            tools.FileActs.Delete(plan.Job.DoneMarker);
            tools.FileActs.Delete(plan.Job.ErrorMarker);
            if (!tools.Gate.MayAct())
            {
                throw new InvalidOperationException("Moves are begun by someone who may act only.");
            }

            var submission = await tools.Cluster.SubmitAsync(plan.Request, cancellationToken).ConfigureAwait(false);
            var change = MoveChanges.Submitted(row, move, submission.Job.Id);
            Write(change, written);
            return new MoveStart(change.Move, null);
        }
        catch (StatusException e) when (e.ErrorId is "ClusterCommandTimedOut" or "ClusterAnswerUnreadable")
        {
            return new MoveStart(move, e); // unsure: the intent stays open, and evidence settles it
        }
        catch (Exception e) when (e is StatusException { ErrorId: not "LeaseLost" } or IOException or UnauthorizedAccessException)
        {
            var change = _changes.Failed(row, move, e.Message, new MoveTracking(tools.Settings.Moves).NextTry(move.Tries, tools.Now), log: string.Empty);
            Write(change, written);
            return new MoveStart(change.Move, e);
        }
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

    private Dataset Fresh(Dataset row) => tools.Database.FindDataset(row.Id) ?? row;

    private AppliedChange Write(DatasetChangeSet change, Action<AppliedChange> written)
    {
        var applied = tools.Gate.Write([change])[0];
        written(applied);
        return applied;
    }
}
