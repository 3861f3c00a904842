using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>One look at moves under way: each is settled or looked at, and what became of it is written. Each dataset is isolated.</summary>
/// <param name="tools">What it needs.</param>
/// <param name="areStoresThere">Both stores are there.</param>
public sealed class MoveRound(MoveTools tools, bool areStoresThere)
{
    private readonly MoveTracker _tracker = new(tools, areStoresThere);

    /// <summary>Looks.</summary>
    /// <param name="isWanted">Which datasets.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="failed">Hears of a dataset, or of the cluster (null), that could not be looked at.</param>
    /// <param name="cancellationToken">Stops between two datasets, or in a command of the cluster.</param>
    /// <returns>When done.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task RunAsync(Func<Dataset, bool> isWanted, Action<AppliedChange> written, Action<Dataset?, Exception> failed, CancellationToken cancellationToken)
    {
        var moves = _tracker.Find(cancellationToken).Where(pair => isWanted(pair.Row)).ToList();
        if (moves.Count == 0)
        {
            return;
        }

        var stops = tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.MoveCancel).ToLookup(intent => intent.Id);
        var jobs = moves.Exists(pair => pair.Move.IsUnderWay) ? await ListAsync(failed, cancellationToken).ConfigureAwait(false) : [];
        foreach (var (row, move) in moves)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (stops[row.Id].LastOrDefault() is { } stop)
                {
                    await new MoveStopper(tools).CarryOutAsync(row, move, stop, written, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var change = move.State == MoveState.Submitting
                    ? await _tracker.SettleAsync(row, move, cancellationToken).ConfigureAwait(false)
                    : _tracker.Look(row, move, move.IsUnderWay ? await JobOfAsync(jobs, move, cancellationToken).ConfigureAwait(false) : null);
                if (change is not null)
                {
                    written(tools.Gate.Write([change])[0]);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or StatusException { ErrorId: not "LeaseLost" })
            {
                failed(row, e);
            }
        }
    }

    // One question for all of them. A cluster that does not answer proves nothing: markers still decide.
    private async Task<IReadOnlyList<ClusterJob>?> ListAsync(Action<Dataset?, Exception> failed, CancellationToken cancellationToken)
    {
        try
        {
            return await tools.Cluster.ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StatusException e)
        {
            failed(null, e);
            return null;
        }
    }

    // What the queue has forgotten is asked for by itself: the accounting may know.
    private async Task<ClusterJob?> JobOfAsync(IReadOnlyList<ClusterJob>? jobs, DatasetMove move, CancellationToken cancellationToken)
    {
        if (jobs is null)
        {
            return null;
        }

        var listed = jobs.LastOrDefault(job => job.Name == move.JobName && (move.RunId.Length == 0 || job.Comment == move.RunId || job.Id == move.JobId));
        return listed is not null || move.JobId is not { } id
            ? listed
            : (await tools.Cluster.GetAsync([id], cancellationToken).ConfigureAwait(false)).FirstOrDefault();
    }
}
