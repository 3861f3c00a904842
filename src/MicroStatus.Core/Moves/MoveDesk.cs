using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Moves.Rules;

namespace MicroStatus.Moves;

/// <summary>Moves at a person's word: begun, looked at and stopped by the same rules and in the same tables as by a check.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class MoveDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private DateTimeOffset Now => backend.Clock(settings).GetUtcNow();

    /// <summary>What would hold a dataset back, and what a move of it would do. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="asker">Who wants it moved.</param>
    /// <returns>What holds it; the plan, when nothing does.</returns>
    /// <exception cref="StatusException">Database errors.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public (MoveDecision Decision, MovePlan? Plan) Look(IDatasetDatabase database, Dataset row, MoveAsker asker)
    {
        var survey = SurveyOf(database);
        var candidate = survey.Of(row);
        var decision = survey.Rules.Decide(candidate, Now, asker);
        return (decision, decision.IsDue ? new MovePlanner(settings).Plan(row, candidate.Last, OriginOf(asker), Now) : null);
    }

    /// <summary>Begins the move of a dataset.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="asker">Who wants it moved.</param>
    /// <param name="why">Why, in a sentence, for the history.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>The move as it stands, and what went wrong.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, <c>MoveHeldBack</c>, those of <see cref="ActingSession.OpenAsync"/>, and database errors.</exception>
    /// <exception cref="IOException">The script cannot be written: nothing was begun.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access: nothing was begun.</exception>
    public async Task<MoveStart> StartAsync(long id, MoveAsker asker, string why, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var row = Read(session.Database, id);
            var (decision, plan) = Look(session.Database, row, asker);
            return plan is null
                ? throw HeldBack(row, decision)
                : await new MoveStarter(ToolsOf(session)).StartAsync(row, plan, why, applied => Log(session, applied), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at moves under way now, as a check does, and records what became of them.</summary>
    /// <param name="ids">The datasets; none means all.</param>
    /// <param name="failed">Hears of a dataset, or of the cluster (null), that could not be looked at; the others are looked at all the same.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <returns>When everything is recorded.</returns>
    /// <exception cref="StatusException">Those of <see cref="ActingSession.OpenAsync"/>, <c>LeaseLost</c>, and database errors.</exception>
    /// <exception cref="IOException">A store cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">A store refuses access.</exception>
    public async Task TrackAsync(IReadOnlyCollection<long> ids, Action<Dataset?, Exception> failed, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = ToolsOf(session);
            var round = new MoveRound(tools, SurveyOf(session.Database).AbsentStore is null);
            await round.RunAsync(row => ids.Count == 0 || ids.Contains(row.Id), applied => Log(session, applied), failed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops a dataset's move: its job is cancelled, and no check begins it again. Source and copy stay as they are.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="who">The person.</param>
    /// <param name="cancellationToken">Ends waits; the job may have been cancelled.</param>
    /// <returns>The move as it stands.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, <c>MoveNotUnderWay</c>, <c>MoveOfOthers</c>: one of the web page. Those of
    /// <see cref="ActingSession.OpenAsync"/>, the cluster's, and database errors.</exception>
    public async Task<DatasetMove> StopAsync(long id, string who, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var row = Read(session.Database, id);
            var tools = ToolsOf(session);
            await new MoveRound(tools, SurveyOf(session.Database).AbsentStore is null)
                .RunAsync(other => other.Id == id, applied => Log(session, applied), (_, e) => throw e, cancellationToken)
                .ConfigureAwait(false);
            var move = session.Database.Moves.Find(new MoveFilter { Ids = [id], NewestOnly = true }).FirstOrDefault();
            return await new MoveStopper(tools).StopAsync(Read(session.Database, id), Stoppable(row, move), who, applied => Log(session, applied), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Refuses to stop what is not moved, or not by us.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="move">Its newest move, or null.</param>
    /// <returns>The move.</returns>
    /// <exception cref="StatusException"><c>MoveNotUnderWay</c>, <c>MoveOfOthers</c>.</exception>
    public static DatasetMove Stoppable(Dataset row, DatasetMove? move) => move switch
    {
        { IsUnderWay: true, Origin: MoveOrigin.WebPage } => throw new StatusException(
            "MoveOfOthers",
            StatusErrorCategory.InvalidOperation,
            $"{row.Name} is moved by the web page; its job is not ours to stop.",
            "Stop it in the web page, or cancel its job with Stop-ClusterJob.",
            row.Id),
        { IsUnderWay: true } or { State: MoveState.Failed } => move,
        _ => throw new StatusException(
            "MoveNotUnderWay", StatusErrorCategory.InvalidOperation, $"{row.Name} is not being moved.", "Get-DatasetMove shows what became of its moves.", row.Id),
    };

    /// <summary>The error for a dataset that rules hold back.</summary>
    /// <param name="row">The dataset.</param>
    /// <param name="decision">What holds it.</param>
    /// <returns>The error, <c>MoveHeldBack</c>.</returns>
    public static StatusException HeldBack(Dataset row, MoveDecision decision) => new(
        "MoveHeldBack",
        StatusErrorCategory.InvalidOperation,
        $"{row.Name} is not moved: {string.Join(" ", decision.Obstacles.Select(obstacle => obstacle.Evidence))}",
        "Get-DatasetMove -Explain tells of each rule and when it is looked at again; Start-DatasetMove -Force leaves out what is only unwise.",
        row.Id);

    private static MoveOrigin OriginOf(MoveAsker asker) => asker == MoveAsker.Check ? MoveOrigin.Check : MoveOrigin.Person;

    private static Dataset Read(IDatasetDatabase database, long id) =>
        database.FindDataset(id)
        ?? throw new StatusException("DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);

    private static void Log(ActingSession session, AppliedChange applied)
    {
        foreach (var happened in applied.ChangeSet.Events)
        {
            session.Log.Information($"{happened.Name} ({happened.Path}): {happened.Kind} {happened.From} -> {happened.To}. {happened.Why}");
        }
    }

    private MoveSurvey SurveyOf(IDatasetDatabase database) => new(settings, backend.Files, backend.FileActs, database, Now);

    private MoveTools ToolsOf(ActingSession session) => new()
    {
        Settings = settings,
        Files = backend.Files,
        FileActs = backend.FileActs,
        Cluster = backend.Cluster(settings),
        Database = session.Database,
        Gate = session.Gate,
        Messages = new MessageCatalogue(settings.Messages),
        Now = Now,
    };
}
