using System.Globalization;
using MicroStatus.Acts;
using MicroStatus.Cluster;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing.Services;

/// <summary>Starts and stops the clusters that process several datasets (lab.md §3.2, §3.5).</summary>
/// <param name="tools">What it needs.</param>
/// <param name="runner">Runs the commands that start them.</param>
public sealed class ServiceKeeper(ProcessingTools tools, CommandRunner runner)
{
    private const string JobPrefix = "start_";

    /// <summary>Brings a service to what it is needed for.</summary>
    /// <param name="need">What it is needed for.</param>
    /// <param name="jobs">The executor's jobs.</param>
    /// <param name="last">The newest command that started it, or null.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <param name="cancellationToken">Ends the executor's commands.</param>
    /// <returns>What was done, or would be.</returns>
    /// <exception cref="StatusException">The executor refuses, or does not answer; <c>LeaseLost</c>; database errors.</exception>
    /// <exception cref="IOException">The script cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder refuses access.</exception>
    public async Task<ServiceDecision> KeepAsync(
        ServiceNeed need, IReadOnlyList<ClusterJob> jobs, ProcessingCommand? last, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var decision = ServiceRules.Decide(need, jobs, last, tools.Settings.Processing.ServiceGrace, tools.Now);
        if (decision.Act == ServiceWish.AsItIs)
        {
            return decision;
        }

        if (!tools.Gate.MayAct())
        {
            written(tools.Gate.Write([Change(need, decision)])[0]);
        }
        else if (decision.Act == ServiceWish.Running)
        {
            await StartAsync(need, decision, written, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await StopAsync(need, decision, written, cancellationToken).ConfigureAwait(false);
        }

        return decision;
    }

    /// <summary>Settles stops whose results were lost: a job that still waits or runs was not cancelled, and it is decided anew what becomes of it.</summary>
    /// <param name="list">Asks the executor for its jobs; called only when something is to be settled.</param>
    /// <param name="written">Hears of what was written.</param>
    /// <returns>When done.</returns>
    /// <exception cref="StatusException">The executor does not answer: it stays open; <c>LeaseLost</c>; database errors.</exception>
    public async Task SettleAsync(Func<Task<IReadOnlyList<ClusterJob>>> list, Action<AppliedChange> written)
    {
        foreach (var intent in tools.Database.Intents.FindOpen().Where(intent => intent.Kind == IntentKind.ServiceStop).ToList())
        {
            var ids = (intent.Data ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var jobs = await list().ConfigureAwait(false);
            var left = ids.Where(id => jobs.Any(job => job.Id == id && job.IsLive)).ToList();
            var end = left.Count == 0
                ? new IntentEnd(intent.Key, IntentState.Done, null)
                : new IntentEnd(intent.Key, IntentState.NotDone, $"Not cancelled: {string.Join(", ", left)}.");
            Write(new DatasetChangeSet { Name = intent.What, Path = tools.Settings.Processing.Folder, Ends = [end] }, written);
        }
    }

    /// <summary>Whose a change about a service is.</summary>
    /// <param name="service">The service's name.</param>
    /// <returns>A change set that writes nothing yet.</returns>
    public DatasetChangeSet ChangeOf(string service) => new() { Name = service, Path = tools.Settings.Processing.Folder };

    private async Task StartAsync(ServiceNeed need, ServiceDecision decision, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var command = runner.Plan(JobPrefix + need.Name, need.Start) with { Service = need.Name };
        var change = runner.Noted(command, Change(need, decision), $"Starts the {need.Name} cluster.");
        var ended = await runner.StartAsync(command, tools.Settings.Processing.Folder, change, written, cancellationToken).ConfigureAwait(false);
        if (ended.State is CommandState.NotRun or CommandState.Failed)
        {
            throw new StatusException(
                "ServiceNotStarted",
                StatusErrorCategory.Failure,
                $"The {need.Name} cluster was not started: {ended.Output}",
                "Start it by hand, or mend the cause: the next check tries again.",
                need.Name);
        }
    }

    private async Task StopAsync(ServiceNeed need, ServiceDecision decision, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var key = IntentKeys.Free(
            tools.Database.Intents, string.Create(CultureInfo.InvariantCulture, $"stop_{need.Name}-{tools.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        var intent = new Intent
        {
            Kind = IntentKind.ServiceStop,
            Key = key,
            What = $"Cancels the jobs of the {need.Name} cluster: {string.Join(", ", decision.Jobs.Select(job => $"{job.Name} ({job.Id})"))}.",
            Data = string.Join(' ', decision.Jobs.Select(job => job.Id)),
            Begun = tools.Now,
        };
        Write(Change(need, decision) with { Begins = [intent] }, written);
        foreach (var job in decision.Jobs)
        {
            if (!tools.Gate.MayAct())
            {
                throw new InvalidOperationException("Services are stopped by someone who may act only.");
            }

            try
            {
                await tools.Cluster.StopAsync(job.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (StatusException e) when (e.ErrorId == "ClusterJobNotFound")
            {
                continue; // it has ended by itself
            }
        }

        Write(ChangeOf(need.Name) with { Ends = [new IntentEnd(key, IntentState.Done, null)] }, written);
    }

    private void Write(DatasetChangeSet change, Action<AppliedChange> written)
    {
        var applied = tools.Gate.Write([change])[0];
        written(applied);
        if (applied.Error is { } error)
        {
            throw error;
        }
    }

    private DatasetChangeSet Change(ServiceNeed need, ServiceDecision decision) => ChangeOf(need.Name) with
    {
        Events =
        [
            new DatasetEvent
            {
                Time = tools.Now,
                Name = need.Name,
                Path = tools.Settings.Processing.Folder,
                Kind = EventKind.Processing,
                To = decision.Act == ServiceWish.Running ? "started" : "stopped",
                Why = decision.Why,
            },
        ],
    };
}
