using System.Globalization;
using MicroStatus.Cluster;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.Rscm;
using MicroStatus.Processing.Services;

namespace MicroStatus.Processing;

/// <summary>One look of a check at processing: what was begun is settled, every dataset is looked at and decided on, what is due is begun, and the clusters are kept as
/// they are needed (lab.md §3, §4). Each dataset is isolated.</summary>
public sealed class ProcessingRound
{
    // One transaction for many datasets: what a kill loses of it is decided again by the next check.
    private const int DatasetsPerWrite = 64;

    private readonly ProcessingTools _tools;
    private readonly IReadOnlyList<IProcessingPipeline> _pipelines;
    private readonly IProcessingListener _listener;
    private readonly CommandRunner _runner;
    private readonly ProcessingActor _actor;
    private readonly ProcessingChange _changes;
    private readonly SharedJobs _jobs;

    /// <summary>Prepares a round; nothing is looked at yet.</summary>
    /// <param name="tools">What it needs.</param>
    /// <param name="pipelines">The instruments' pipelines.</param>
    /// <param name="listener">Hears of what was written and what could not be done.</param>
    public ProcessingRound(ProcessingTools tools, IReadOnlyList<IProcessingPipeline> pipelines, IProcessingListener listener)
    {
        _tools = tools;
        _pipelines = pipelines;
        _listener = listener;
        _runner = new CommandRunner(tools);
        _actor = new ProcessingActor(tools, _runner);
        _changes = new ProcessingChange(tools.Settings, tools.Messages, tools.Now);
        _jobs = new SharedJobs(tools.Cluster);
    }

    /// <summary>Looks, decides and acts.</summary>
    /// <param name="isWanted">Which datasets.</param>
    /// <param name="cancellationToken">Stops between two datasets, or in a command of the cluster.</param>
    /// <returns>How many datasets stand at a stage that is not done.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task<int> RunAsync(Func<Dataset, bool> isWanted, CancellationToken cancellationToken)
    {
        if (_tools.Gate.MayAct())
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        var survey = new ProcessingSurvey(_tools);
        var underWay = 0;
        foreach (var pipeline in _pipelines)
        {
            try
            {
                underWay += await RunAsync(pipeline, survey, isWanted, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfOnePart(e))
            {
                _listener.Failed(null, pipeline.Modality, e);
            }
        }

        AnnounceOnHive(isWanted, cancellationToken);
        return underWay;
    }

    private async Task<int> RunAsync(
        IProcessingPipeline pipeline, ProcessingSurvey survey, Func<Dataset, bool> isWanted, CancellationToken cancellationToken)
    {
        var look = await pipeline.BeginAsync(cancellationToken).ConfigureAwait(false);
        var decisions = new List<ProcessingDecision>();
        foreach (var subject in survey.Find(pipeline.Modality, isWanted, look.IsUnderWay, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                decisions.Add(ProcessingRules.Decide(subject, look.Observe(subject, cancellationToken), pipeline.ProgressTimeout, _tools.Now));
            }
            catch (Exception e) when (IsOfOnePart(e))
            {
                _listener.Failed(subject.Row.Id, subject.Row.Name, e);
            }
        }

        var refused = Write(decisions, pipeline.FinishedMessage, survey);
        foreach (var decision in decisions.Where(decision => !refused.Contains(decision.Subject.Row.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ActAsync(decision, cancellationToken).ConfigureAwait(false);
        }

        foreach (var need in look.Services(decisions, survey.IsMoving))
        {
            await KeepAsync(need, survey, cancellationToken).ConfigureAwait(false);
        }

        return decisions.Count(decision => decision.Current is not null);
    }

    // What somebody changed meanwhile is decided anew at the next check: nothing is begun on what was believed before.
    private HashSet<long> Write(IReadOnlyList<ProcessingDecision> decisions, string finishedMessage, ProcessingSurvey survey)
    {
        var refused = new HashSet<long>();
        foreach (var decision in decisions.Where(decision => decision.Loss is not null))
        {
            _listener.Lost(decision.Subject.Row, decision.Loss!);
        }

        var changes = decisions
            .Select(decision => _changes.Of(decision, finishedMessage, survey.OpenOf(decision.Subject.Row), moment => survey.IsNews(decision.Subject, moment)))
            .OfType<DatasetChangeSet>();
        foreach (var chunk in changes.Chunk(DatasetsPerWrite))
        {
            foreach (var applied in _tools.Gate.Write(chunk))
            {
                _listener.Written(applied);
                if (applied is { Id: { } id } && (applied.Error is not null || applied.Refused.Count > 0))
                {
                    refused.Add(id);
                }
            }
        }

        return refused;
    }

    private async Task ActAsync(ProcessingDecision decision, CancellationToken cancellationToken)
    {
        foreach (var act in decision.Acts)
        {
            try
            {
                if (!IsAsDecided(decision.Subject.Row))
                {
                    return;
                }

                await _actor.CarryOutAsync(decision.Subject, act, decision.Why, _listener.Written, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfOnePart(e))
            {
                _listener.Failed(decision.Subject.Row.Id, decision.Subject.Row.Name, e);
                return; // what comes after an act may rest on it
            }
        }
    }

    // Many folders were looked at since the row was read: who paused, moved, renamed or removed the dataset meanwhile is heeded.
    private bool IsAsDecided(Dataset row) =>
        _tools.Folders.Row(row.Id) is { Paused: false, Moving: false, Moved: false } fresh && string.Equals(fresh.Path, row.Path, StringComparison.Ordinal);

    private async Task KeepAsync(ServiceNeed need, ProcessingSurvey survey, CancellationToken cancellationToken)
    {
        if (need.Need == ServiceWish.AsItIs || (need.Need == ServiceWish.Stopped && IsKnownToBeIdle(need, survey)))
        {
            return;
        }

        try
        {
            var jobs = await _jobs.ListAsync(cancellationToken).ConfigureAwait(false);
            var kept = await new ServiceKeeper(_tools, _runner).KeepAsync(need, jobs, survey.CommandOf(need.Name), _listener.Written, cancellationToken).ConfigureAwait(false);
            if (need.Need == ServiceWish.Stopped && kept.Act == ServiceWish.AsItIs && _tools.Gate.MayAct())
            {
                _tools.Gate.WriteOwn((database, lease) => database.WriteNote(IdleNote(need), _tools.Now.ToString("O", CultureInfo.InvariantCulture), lease));
            }
        }
        catch (Exception e) when (IsOfOnePart(e))
        {
            _listener.Failed(null, need.Name, e);
        }
    }

    // What did not run a moment ago, and nobody has started since, is not asked for at every check.
    private bool IsKnownToBeIdle(ServiceNeed need, ProcessingSurvey survey) =>
        DateTimeOffset.TryParse(_tools.Database.ReadNote(IdleNote(need)), CultureInfo.InvariantCulture, out var seen)
        && _tools.Now - seen < _tools.Settings.Processing.ServiceGrace
        && !(survey.CommandOf(need.Name)?.Begun > seen);

    private static string IdleNote(ServiceNeed need) => $"processing/{need.Name}-idle";

    // The end is told where the lab looks for the file (lab.md §10).
    private void AnnounceOnHive(Func<Dataset, bool> isWanted, CancellationToken cancellationToken)
    {
        var finish = new HiveFinish(_tools.Folders, _tools.Messages, _tools.News.Since);
        foreach (var row in finish.Due(cancellationToken).Where(isWanted))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (finish.Of(row, cancellationToken) is { } change)
                {
                    _listener.Written(_tools.Gate.Write([change])[0]);
                }
            }
            catch (Exception e) when (IsOfOnePart(e))
            {
                _listener.Failed(row.Id, row.Name, e);
            }
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var command in _tools.Database.Processing.ReadNewestCommands().Where(command => command.IsOpen))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var jobs = await TryListAsync(command, cancellationToken).ConfigureAwait(false);
                var looked = await _runner.LookAsync(command, jobs, cancellationToken).ConfigureAwait(false);
                if (looked != command)
                {
                    _listener.Written(_tools.Gate.Write([CommandRunner.Looked(WhoseIs(command), looked)])[0]);
                }
            }
            catch (Exception e) when (IsOfOnePart(e))
            {
                _listener.Failed(command.Id, command.JobName, e);
            }
        }

        try
        {
            await new ServiceKeeper(_tools, _runner).SettleAsync(() => _jobs.ListAsync(cancellationToken), _listener.Written).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfOnePart(e))
        {
            _listener.Failed(null, "services", e);
        }

        _actor.Settle(_listener.Written, (intent, e) => _listener.Failed(intent.Id, intent.What, e));
    }

    // A cluster that does not answer proves nothing: results still decide.
    private async Task<IReadOnlyList<ClusterJob>?> TryListAsync(ProcessingCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await _jobs.ListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StatusException e)
        {
            _listener.Failed(command.Id, command.JobName, e);
            return null;
        }
    }

    private DatasetChangeSet WhoseIs(ProcessingCommand command) => command.Id is { } id && _tools.Folders.Row(id) is { } row
        ? DatasetChangeSet.Of(row)
        : new DatasetChangeSet { Name = command.JobName, Path = _tools.Settings.Processing.Folder };

    private static bool IsOfOnePart(Exception e) =>
        e is IOException or UnauthorizedAccessException or InvalidDataException or StatusException { ErrorId: not "LeaseLost" };
}
