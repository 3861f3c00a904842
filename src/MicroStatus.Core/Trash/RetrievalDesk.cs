using MicroStatus.Acts;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Moves;

namespace MicroStatus.Trash;

/// <summary>Datasets are copied back from Hive at a person's word. The right to act is held only while something is written, never while a job runs.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class RetrievalDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What bringing a dataset back would do: from the trash, or, when that has nothing of it, from Hive. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="cancellationToken">Stops between two files that are counted.</param>
    /// <returns>From where to where.</returns>
    /// <exception cref="StatusException">Those of <see cref="DatasetRestorer.Plan"/> and <see cref="DatasetRetrieval.Plan"/>; <c>RestoreNoRoom</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    /// <exception cref="IOException">Any other fault of the file system.</exception>
    public RestorePlan Plan(IDatasetDatabase database, Dataset row, CancellationToken cancellationToken)
    {
        var tools = TrashTools.Of(backend, settings, database, new ClosedGate());
        var restorer = new DatasetRestorer(tools);
        _ = restorer.PlaceOf(row);
        if (restorer.EntryOf(row) is not null)
        {
            var act = restorer.Plan(row);
            return new RestorePlan(act.From, act.To, Room: null);
        }

        var (_, plan) = new DatasetRetrieval(tools, backend.Cluster(settings)).Plan(row, string.Empty, string.Empty);
        var room = MoveRoom.Measure(plan, backend.Files, backend.Volumes, cancellationToken);
        return room.IsEnough
            ? new RestorePlan(plan.Move.Source, plan.Move.Destination, room)
            : throw new StatusException(
                "RestoreNoRoom",
                StatusErrorCategory.InvalidOperation,
                $"{row.Name} does not fit on FastStore: {Storage.ByteText.Of(room.Bytes)} would be copied from {plan.Move.Source}; {Storage.ByteText.Of(room.Free)} free.",
                "Make room on FastStore, then try again; Get-StorageUsage shows how full the stores are.",
                row.Id);
    }

    /// <summary>Begins to copy a dataset back from Hive.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The act, under way; its result, when there is one, says why its submission is not sure.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, those of <see cref="DatasetRetrieval.BeginAsync"/> and of <see cref="ActingSession.OpenAsync"/>.</exception>
    /// <exception cref="IOException">The script cannot be written; nothing was begun.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access; nothing was begun.</exception>
    public async Task<Intent> BeginAsync(long id, string who, string reason, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var (tools, retrieval) = Of(session.Database, session.Gate);
            var row = tools.Row(id)
                ?? throw new StatusException("DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
            var intent = await retrieval.BeginAsync(row, who, reason, cancellationToken).ConfigureAwait(false);
            session.Log.Information(intent.What);
            return intent;
        }
    }

    /// <summary>Looks at a copy, and records what became of it when its job is over.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="key">The act's key.</param>
    /// <param name="note">Hears why a look could not be as thorough as it should; the next one tries again.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The act as it is recorded, and how far its run is, or null.</returns>
    /// <exception cref="StatusException">Those of <see cref="ActingSession.OpenAsync"/>, and database errors.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file refuses access.</exception>
    public async Task<(Intent Intent, DatasetMove? Run)> LookAsync(IDatasetDatabase database, string key, Action<string> note, CancellationToken cancellationToken)
    {
        var intent = Read(database, key);
        if (intent.State != IntentState.Open || await Of(database, new ClosedGate()).Retrieval.LookAsync(intent, cancellationToken).ConfigureAwait(false) is not ({ } plan, { } verdict))
        {
            return (intent, null);
        }

        if (verdict.State == IntentState.Open)
        {
            return (intent, plan.Move with { Progress = new MoveProgressReader(settings, backend.Files).Read(plan.Move) });
        }

        try
        {
            var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                await Of(session.Database, session.Gate).Retrieval.SettleAsync(other => other.Key == key, (what, e) => session.Log.Information($"{what}: {e.Message}"), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StatusException e) when (e.ErrorId is "LeaseHeld" or "LeaseLost" or "DatabaseLocked")
        {
            note(e.Message);
        }

        return (Read(database, key), plan.Move);
    }

    private static Intent Read(IDatasetDatabase database, string key) =>
        database.Intents.Find(key) ?? throw new StatusException("RestoreNotFound", StatusErrorCategory.NotFound, $"The database knows nothing of {key} any more.", "Look at Get-Dataset.", key);

    private (TrashTools Tools, DatasetRetrieval Retrieval) Of(IDatasetDatabase database, IActGate gate)
    {
        var tools = TrashTools.Of(backend, settings, database, gate);
        return (tools, new DatasetRetrieval(tools, backend.Cluster(settings)));
    }
}
