using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Trash;

/// <summary>The trash at a person's word: looked at, emptied, brought back from, by the same rules and in the same tables as by a check.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class TrashDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks at the trash. Reads only, and no file of data.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="isEmergency">The retention is nothing.</param>
    /// <param name="isWanted">Which entries.</param>
    /// <param name="withProof">What is due is compared with its copy, as far as no file has to be read.</param>
    /// <param name="withSize">Sizes are counted, which walks through each entry.</param>
    /// <param name="failed">Hears of what cannot be read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Each entry as it is looked at.</returns>
    /// <exception cref="StatusException"><c>StoreAbsent</c>, and database errors.</exception>
    public async IAsyncEnumerable<DatasetTrash> LookAsync(
        IDatasetDatabase database,
        bool isEmergency,
        Func<DatasetTrash, bool> isWanted,
        bool withProof,
        bool withSize,
        Action<string, Exception> failed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tools = TrashTools.Of(backend, settings, database, new ClosedGate());
        var survey = SurveyOf(tools);
        var proof = new TrashProof(tools, survey.HiveAbsent);
        foreach (var entry in survey.Find(isEmergency, fault => failed(fault.Path, fault.Cause), cancellationToken).Where(isWanted))
        {
            var seen = entry;
            try
            {
                if (withProof && entry.IsDue)
                {
                    var verdict = await proof.LookAsync(entry, static () => false, cancellationToken).ConfigureAwait(false);
                    seen = seen with { MayGo = verdict.IsUnfinished ? null : verdict.IsProven, Reason = verdict.Reason };
                }

                seen = withSize ? seen with { Size = survey.SizeOf(entry, cancellationToken) } : seen;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed(entry.Path, e);
            }

            yield return seen;
        }
    }

    /// <summary>Empties the trash as far as proof allows.</summary>
    /// <param name="isEmergency">The retention is nothing.</param>
    /// <param name="mayGo">Asked for each entry: others are left out.</param>
    /// <param name="failed">Hears of what could not be looked at or deleted.</param>
    /// <param name="cancellationToken">Ends it; the next check goes on with what was begun.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="StatusException"><c>StoreAbsent</c>, those of <see cref="ActingSession.OpenAsync"/>, and database errors.</exception>
    public async IAsyncEnumerable<TrashRemoval> ClearAsync(
        bool isEmergency,
        Func<DatasetTrash, bool> mayGo,
        Action<string, Exception> failed,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = TrashTools.Of(backend, settings, session.Database, session.Gate);
            _ = SurveyOf(tools);
            await foreach (var removal in new TrashRound(tools, isEmergency, TimeProvider.System, mostTime: null).RunAsync(null, mayGo, failed, cancellationToken).ConfigureAwait(false))
            {
                session.Log.Information($"{removal.Path}: {(removal.IsGone ? "deleted for good." : removal.Reason)}");
                yield return removal;
            }
        }
    }

    /// <summary>Brings a dataset back from the trash.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>What was brought back.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, those of <see cref="DatasetRestorer.Restore"/> and of <see cref="ActingSession.OpenAsync"/>.</exception>
    /// <exception cref="IOException">The file system refuses; nothing was brought back.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access; nothing was brought back.</exception>
    public async Task<RestoreResult> RestoreAsync(long id, string who, string reason, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = TrashTools.Of(backend, settings, session.Database, session.Gate);
            var restored = new DatasetRestorer(tools).Restore(tools.Row(id) ?? throw NotFound(id), who, reason);
            session.Log.Information($"{restored.Name}: {restored.From} -> {restored.Path}. {reason} ({who})");
            return restored;
        }
    }

    private static TrashSurvey SurveyOf(TrashTools tools)
    {
        var survey = new TrashSurvey(tools);
        return survey.Suspended is { } absent
            ? throw new StatusException("StoreAbsent", StatusErrorCategory.NotFound, absent, "Mount the store; then try again.", tools.Settings.Storage.FastStore.Root)
            : survey;
    }

    private static StatusException NotFound(long id) => new(
        "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
}
