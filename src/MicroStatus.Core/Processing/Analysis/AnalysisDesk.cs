using MicroStatus.Acts;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Trash;

namespace MicroStatus.Processing.Analysis;

/// <summary>Analysis tasks at a person's word, by the same rules and in the same tables as by a check; those of before the take-over too.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class AnalysisDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The task that a dataset would get. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="isAgain">It may have a task already.</param>
    /// <param name="cancellationToken">Ends the look at the Imaris file.</param>
    /// <returns>The task.</returns>
    /// <exception cref="StatusException"><c>AnalysisTaskRefused</c>, <c>AnalysisTaskExists</c>, <c>AnalysisFolderMissing</c>.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    public AnalysisTask Plan(IDatasetDatabase database, Dataset row, bool isAgain, CancellationToken cancellationToken) =>
        Plan(TrashTools.Of(backend, settings, database, new ClosedGate()), row, isAgain, cancellationToken);

    /// <summary>Creates a dataset's task.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="isAgain">It may have a task already.</param>
    /// <param name="who">The person.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The task.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, <c>AnalysisTaskUnsure</c>, those of
    /// <see cref="Plan(IDatasetDatabase, Dataset, bool, CancellationToken)"/> and of <see cref="ActingSession.OpenAsync"/>.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or the file refuses access.</exception>
    public async Task<AnalysisTask> CreateAsync(long id, bool isAgain, string who, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = TrashTools.Of(backend, settings, session.Database, session.Gate);
            var writer = new AnalysisWriter(tools, new MessageCatalogue(settings.Messages));
            writer.Settle(applied => Log(session, applied), (intent, e) => Refuse(intent, id, e));
            var row = tools.Row(id) ?? throw new StatusException(
                "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);
            _ = Plan(tools, row, isAgain, cancellationToken);
            return writer.Create(row, who, "Asked for by a person.", applied => Log(session, applied));
        }
    }

    private static AnalysisTask Plan(TrashTools tools, Dataset row, bool isAgain, CancellationToken cancellationToken)
    {
        var planner = new AnalysisPlanner(tools);
        if (planner.Reasons(row) is { Count: > 0 } reasons)
        {
            throw AnalysisPlanner.Refused(row, string.Join(' ', reasons));
        }

        if (row.HasAnalysisTask && !isAgain)
        {
            throw new StatusException(
                "AnalysisTaskExists",
                StatusErrorCategory.Exists,
                $"{row.Name} got its analysis task already ({row.AnalysisTaskText}).",
                "-Force creates another one.",
                row.Id);
        }

        return planner.Look(row, cancellationToken) switch
        {
            null => throw AnalysisPlanner.Refused(row, $"Its Imaris file {row.ImarisFilePath} is not there."),
            { IsBeingWritten: true } => throw AnalysisPlanner.Refused(row, $"Its Imaris file {row.ImarisFilePath} is being written."),
            { Opens: false } file => throw AnalysisPlanner.Refused(row, $"Its Imaris file {row.ImarisFilePath} does not open: {file.Reason}"),
            _ => planner.Plan(row),
        };
    }

    // What is unsure of another dataset is not this person's matter.
    private static void Refuse(Intent intent, long id, Exception cause)
    {
        if (intent.Id == id)
        {
            throw new StatusException(
                "AnalysisTaskUnsure",
                StatusErrorCategory.Failure,
                $"Whether an earlier task was created cannot be found out: {intent.What} {cause.Message}",
                "Look at the folder of analysis tasks; then try again.",
                id,
                cause);
        }
    }

    private static void Log(ActingSession session, AppliedChange applied)
    {
        foreach (var happened in applied.ChangeSet.Events)
        {
            session.Log.Information($"{happened.Name}: {happened.Kind} {happened.To}. {happened.Why} ({happened.Who})");
        }
    }
}
