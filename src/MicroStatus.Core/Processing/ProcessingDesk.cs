using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Catalogue;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.Services;
using MicroStatus.Storage;
using MicroStatus.Trash;

namespace MicroStatus.Processing;

/// <summary>Processing at a person's word: looked at and begun by the same rules and in the same tables as by a check.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
/// <param name="host">This node.</param>
public sealed class ProcessingDesk(IBackend backend, StatusSettings settings, string host)
{
    // A check takes seconds; a person waits that long rather than typing again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<IProcessingPipeline> _pipelines = Pipelines.All(backend, settings);

    /// <summary>Why nothing is concluded about processing: a sentence for each store that is absent.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <returns>The sentences.</returns>
    public IReadOnlyList<string> Suspended(IDatasetDatabase database) => [.. new DatasetWhereabouts(settings, backend.Files, database).Suspended];

    /// <summary>Where datasets stand. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="rows">The datasets; demos and those that are not on FastStore have no processing.</param>
    /// <param name="failed">Hears of a dataset that could not be looked at.</param>
    /// <param name="cancellationToken">Ends the looks.</param>
    /// <returns>Where each stands.</returns>
    /// <exception cref="StatusException">Database errors.</exception>
    /// <exception cref="IOException">A shared folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A shared folder refuses access.</exception>
    public async Task<IReadOnlyList<DatasetProcessing>> LookAsync(
        IDatasetDatabase database, IEnumerable<Dataset> rows, Action<Dataset, Exception> failed, CancellationToken cancellationToken)
    {
        var tools = ToolsOf(database, new ClosedGate());
        var survey = new ProcessingSurvey(tools);
        var looks = new ProcessingLooks(tools, _pipelines);
        var subjects = rows.Select(survey.SubjectOf).OfType<ProcessingSubject>().ToList();
        return [.. (await looks.DecideAsync(subjects, failed, cancellationToken).ConfigureAwait(false)).Select(looks.Show)];
    }

    /// <summary>What would be begun for a dataset. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="row">The dataset.</param>
    /// <param name="isForced">What keeps a check from it, and what has failed before, does not count.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The decision; it has acts.</returns>
    /// <exception cref="StatusException"><c>ProcessingHeldBack</c>: nothing may be begun, or nothing is left to begin; database errors.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public Task<ProcessingDecision> PlanAsync(IDatasetDatabase database, Dataset row, bool isForced, CancellationToken cancellationToken) =>
        PlanAsync(ToolsOf(database, new ClosedGate()), row, isForced, cancellationToken);

    /// <summary>Begins the stage that a dataset stands at.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="isForced">What keeps a check from it, and what has failed before, does not count.</param>
    /// <param name="why">Why, in a sentence, for the history.</param>
    /// <param name="cancellationToken">Ends waits, and commands of the executor.</param>
    /// <returns>Where it stands afterwards.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>, <c>ProcessingHeldBack</c>, what an act is refused with, those of <see cref="ActingSession.OpenAsync"/>, and
    /// database errors.</exception>
    /// <exception cref="IOException">A fault of the file system.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public async Task<DatasetProcessing?> StartAsync(long id, bool isForced, string why, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = ToolsOf(session.Database, session.Gate);
            var decision = await PlanAsync(tools, RowOf(tools, id), isForced, cancellationToken).ConfigureAwait(false);
            Write(tools, decision, why, applied => Log(session, applied));
            var actor = new ProcessingActor(tools, new CommandRunner(tools));
            foreach (var act in decision.Acts)
            {
                await actor.CarryOutAsync(decision.Subject with { Row = RowOf(tools, id) }, act, why, applied => Log(session, applied), cancellationToken).ConfigureAwait(false);
            }

            return (await LookAsync(session.Database, [RowOf(tools, id)], (_, e) => throw e, cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        }
    }

    /// <summary>The clusters that process several datasets, and what they are needed for now. Reads only.</summary>
    /// <param name="database">The database, for reading.</param>
    /// <param name="failed">Hears of a dataset that could not be looked at; the others tell.</param>
    /// <param name="cancellationToken">Ends the looks.</param>
    /// <returns>The services of all pipelines.</returns>
    /// <exception cref="StatusException">Database errors.</exception>
    /// <exception cref="IOException">A shared folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A shared folder refuses access.</exception>
    public async Task<IReadOnlyList<ServiceNeed>> ServicesAsync(IDatasetDatabase database, Action<Dataset, Exception> failed, CancellationToken cancellationToken)
    {
        var tools = ToolsOf(database, new ClosedGate());
        var survey = new ProcessingSurvey(tools);
        var needs = new List<ServiceNeed>();
        foreach (var pipeline in _pipelines)
        {
            var look = await pipeline.BeginAsync(cancellationToken).ConfigureAwait(false);
            var subjects = survey.Find(pipeline.Modality, _ => true, look.IsUnderWay, cancellationToken);
            needs.AddRange(look.Services(ProcessingLooks.Decide(pipeline, look, subjects, tools.Now, failed, cancellationToken), survey.IsMoving));
        }

        // What is not there tells nothing of what is needed.
        return Suspended(database) is [var absent, ..] ? needs.ConvertAll(need => need with { Need = ServiceWish.AsItIs, Why = absent }) : needs;
    }

    /// <summary>Starts or stops a service.</summary>
    /// <param name="need">The service, and what is to become of it.</param>
    /// <param name="cancellationToken">Ends waits, and commands of the executor.</param>
    /// <returns>What was done; <see cref="ServiceWish.AsItIs"/> when it was so already.</returns>
    /// <exception cref="StatusException">The executor refuses or does not answer, those of <see cref="ActingSession.OpenAsync"/>, and database errors.</exception>
    /// <exception cref="IOException">The script cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public async Task<ServiceDecision> KeepAsync(ServiceNeed need, CancellationToken cancellationToken)
    {
        var session = await ActingSession.OpenAsync(backend, settings, host, Patience, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var tools = ToolsOf(session.Database, session.Gate);
            var jobs = await tools.Cluster.ListAsync(cancellationToken).ConfigureAwait(false);
            return await new ServiceKeeper(tools, new CommandRunner(tools))
                .KeepAsync(need, jobs, new ProcessingSurvey(tools).CommandOf(need.Name), applied => Log(session, applied), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // With force the dataset is seen as if nothing had been begun for it and nobody held it: what its files and queues show still counts.
    private async Task<ProcessingDecision> PlanAsync(ProcessingTools tools, Dataset row, bool isForced, CancellationToken cancellationToken)
    {
        // Products may be on either store: where one is absent, nothing tells what is missing.
        if (Suspended(tools.Database) is [var absent, ..])
        {
            throw new StatusException("StoreAbsent", StatusErrorCategory.NotFound, $"Nothing is begun for {row.Name}: {absent}", "Mount the store; then try again.", row.Id);
        }

        var subject = new ProcessingSurvey(tools).SubjectOf(row) ?? throw HeldBack(row, "It is a demo, or not on FastStore, or an older row has the same folder.");
        var seen = !isForced ? subject : subject with
        {
            Row = row with { Paused = false, ProcessingStatus = ProcessingStatus.NotStarted, ProcessingStatusText = null, ProcessingSummary = null, ImarisFilePath = null },
            Commands = [.. subject.Commands.Where(command => command.IsOpen)],
            Record = null,
            Open = [],
        };
        var decision = await DecideAsync(tools, seen, cancellationToken).ConfigureAwait(false) ?? throw HeldBack(row, $"Nothing is known of the processing of '{row.Modality}'.");
        if (decision.Current is not { } current)
        {
            throw HeldBack(row, decision.Loss ?? "All its stages are done.");
        }

        if (decision.Observation.NeverStarted is { } never)
        {
            throw HeldBack(row, never);
        }

        if (decision.HeldBy is { } heldBy && !(isForced && heldBy == decision.Observation.Obstacle))
        {
            throw HeldBack(row, heldBy);
        }

        var isAtRest = current.State is StageState.Waiting or StageState.Failed
            || (isForced && (await DecideAsync(tools, subject, cancellationToken).ConfigureAwait(false))?.Reasons.Any(reason => reason.Kind == AttentionKind.ProcessingStuck) == true);
        if (!isAtRest || (!isForced && decision.Reasons.Count > 0) || NextOf(decision, current, isForced) is not { } next)
        {
            throw HeldBack(row, decision.Why);
        }

        var chores = decision.Observation.ChoresComeFirst ? decision.Observation.Chores : [];
        return decision with { Subject = subject, Acts = [.. chores, next] };
    }

    private async Task<ProcessingDecision?> DecideAsync(ProcessingTools tools, ProcessingSubject subject, CancellationToken cancellationToken) =>
        (await new ProcessingLooks(tools, _pipelines).DecideAsync([subject], (_, e) => throw e, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    // What begins a stage; with force, where nothing begins that one alone, what begins the nearest one before it.
    private static ProcessingAct? NextOf(ProcessingDecision decision, StageReading current, bool isForced) =>
        current.Next ?? (isForced ? decision.Observation.Stages.TakeWhile(stage => stage.Stage != current.Stage).LastOrDefault(stage => stage.Next is not null)?.Next : null);

    // What had failed is over, and what had been without progress has begun anew: the next check judges what comes of this.
    private static void Write(ProcessingTools tools, ProcessingDecision decision, string why, Action<AppliedChange> written)
    {
        var row = decision.Subject.Row;
        var ours = tools.Database.ReadOpenAttention().Where(attention => attention.Path == row.Path && ProcessingChange.Kinds.Contains(attention.Reason.Kind)).ToList();
        var status = decision.Current!.StatusUntilDone;
        FieldChange[] fields =
        [
            .. row.Paused ? [new FieldChange(DatasetField.Paused, 1L, 0L)] : Array.Empty<FieldChange>(),
            .. row.ProcessingStatus is ProcessingStatus.NeedsAttention or ProcessingStatus.Finished or ProcessingStatus.MovedToHive
                ? [new FieldChange(DatasetField.ProcessingStatus, row.ProcessingStatusText ?? StatusText.Of(row.ProcessingStatus), StatusText.Of(status))]
                : Array.Empty<FieldChange>(),
        ];
        if (fields.Length == 0 && ours.Count == 0)
        {
            return;
        }

        var change = DatasetEditing.ChangeSet(row, fields, why, tools.Now) with
        {
            ClosedEpisodes = ours.ConvertAll(attention => attention.Episode),
            Processing = new ProcessingRecord { Id = row.Id, Stage = decision.Current.Stage, Since = tools.Now, LastProgress = tools.Now, Why = why },
        };
        var applied = tools.Gate.Write([change])[0];
        written(applied);
        if (applied.Error is { } error)
        {
            throw error;
        }

        if (applied.Refused.Count > 0)
        {
            throw HeldBack(row, "Somebody has changed it meanwhile.");
        }
    }

    private static StatusException HeldBack(Dataset row, string why) => new(
        "ProcessingHeldBack",
        StatusErrorCategory.InvalidOperation,
        $"Nothing is begun for {row.Name}: {why}",
        "Get-DatasetProcessing shows where it stands; Start-DatasetProcessing -Force begins a stage that is paused or has failed.",
        row.Id);

    private static Dataset RowOf(ProcessingTools tools, long id) => tools.Folders.Row(id)
        ?? throw new StatusException("DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"There is no dataset with id {id} any more."), null, id);

    private static void Log(ActingSession session, AppliedChange applied)
    {
        if (applied.Error is { } error)
        {
            session.Log.Error($"{applied.ChangeSet.Name} ({applied.ChangeSet.Path}) could not be written: {error.Message}", error);
            return;
        }

        foreach (var happened in applied.ChangeSet.Events)
        {
            session.Log.Information($"{happened.Name} ({happened.Path}): {happened.Kind} {happened.From} -> {happened.To}. {happened.Why}");
        }
    }

    private ProcessingTools ToolsOf(IDatasetDatabase database, IActGate gate)
    {
        var folders = TrashTools.Of(backend, settings, database, gate);
        return new ProcessingTools
        {
            Folders = folders,
            Verified = backend.VerifiedFiles,
            Cluster = backend.Cluster(settings),
            Messages = new MessageCatalogue(settings.Messages),
            News = new NewsRule(folders.Now, database.ReadMonitorState().Since),
        };
    }
}
