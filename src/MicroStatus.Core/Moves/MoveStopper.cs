using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Moves;

/// <summary>Stops moves: the intent is noted, the job is cancelled, and then what became of it.</summary>
/// <param name="tools">What it needs.</param>
public sealed class MoveStopper(MoveTools tools)
{
    private readonly MoveChanges _changes = new(tools.Settings, tools.Messages, tools.Now);

    /// <summary>Stops a move.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move, under way or waiting to be tried again.</param>
    /// <param name="who">The person.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="cancellationToken">Ends the cluster's command; the next check goes on with it.</param>
    /// <returns>The move as it stands.</returns>
    /// <exception cref="StatusException">The cluster's errors: the next check goes on with it. <c>LeaseLost</c>, and database errors.</exception>
    public async Task<DatasetMove> StopAsync(Dataset row, DatasetMove move, string who, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var intent = new Intent
        {
            Kind = IntentKind.MoveCancel,
            Key = string.Create(CultureInfo.InvariantCulture, $"{MoveChanges.SubmissionKey(move)}/stop-{tools.Now.UtcTicks}"),
            Id = row.Id,
            What = $"Cancels {move.JobName}, run {move.RunId}.",
            Data = who,
            Begun = tools.Now,
        };
        Write(MoveChanges.Stands(row, move) with { Begins = [intent] }, written);
        return await CarryOutAsync(row, move, intent, written, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes on with what was begun, also after a crash: cancelling a job twice does no harm.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its move.</param>
    /// <param name="intent">The act.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="cancellationToken">Ends the cluster's command; the next check goes on with it.</param>
    /// <returns>The move as it stands.</returns>
    /// <exception cref="StatusException">The cluster's errors: the next check goes on with it. <c>LeaseLost</c>, and database errors.</exception>
    public async Task<DatasetMove> CarryOutAsync(Dataset row, DatasetMove move, Intent intent, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        foreach (var job in await tools.Cluster.FindAsync(move.JobName, move.RunId, cancellationToken).ConfigureAwait(false))
        {
            if (job.IsLive && tools.Gate.MayAct())
            {
                await tools.Cluster.StopAsync(job.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        var change = _changes.Cancelled(row, move, intent.Data ?? "a person");
        Write(change with { Ends = [.. change.Ends, new IntentEnd(intent.Key, IntentState.Done, null)] }, written);
        return change.Move!;
    }

    private void Write(DatasetChangeSet changes, Action<AppliedChange> written)
    {
        var applied = tools.Gate.Write([changes])[0];
        written(applied);
        if (applied.Error is { } error)
        {
            throw error;
        }
    }
}
