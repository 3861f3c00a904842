using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Trash;

namespace MicroStatus.Moves.Publishing;

/// <summary>Publishing at a person's word, by the same rules and in the same tables as by a check.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class PublishDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What publishing a dataset would do. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="cancellationToken">Ends the look at the file.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="StatusException">Those of <see cref="PublishPlanner.Plan"/>.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    public PublishPlan Plan(IDatasetDatabase database, Dataset row, CancellationToken cancellationToken) =>
        new PublishPlanner(TrashTools.Of(backend, settings, database, new ClosedGate())).Plan(row, cancellationToken);

    /// <summary>Publishes a dataset's Imaris file; what a crash has left open is settled first.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>When done.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, those of <see cref="DatasetPublisher.Publish"/> and of <see cref="ActingSession.OpenAsync"/>.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    public async Task PublishAsync(long id, string who, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = TrashTools.Of(backend, settings, session.Database, session.Gate);
            var publisher = new DatasetPublisher(tools);
            publisher.Settle(applied => Log(session, applied), (intent, e) => session.Log.Information($"Could not be settled: {intent.What} {e.Message}"));
            var row = tools.Row(id) ?? throw new StatusException(
                "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
            Log(session, publisher.Publish(row, who, "Asked for by a person.", cancellationToken));
        }
    }

    private static void Log(ActingSession session, AppliedChange applied)
    {
        foreach (var happened in applied.ChangeSet.Events)
        {
            session.Log.Information($"{happened.Name}: {happened.Kind} {happened.From} -> {happened.To}. {happened.Why} ({happened.Who})");
        }
    }
}
