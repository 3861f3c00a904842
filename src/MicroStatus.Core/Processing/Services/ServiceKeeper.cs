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

    /// <summary>Whose a change about a service is.</summary>
    /// <param name="service">The service's name.</param>
    /// <returns>A change set that writes nothing yet.</returns>
    public DatasetChangeSet ChangeOf(string service) => new() { Name = service, Path = tools.Settings.Processing.Folder };

    private async Task StartAsync(ServiceNeed need, ServiceDecision decision, Action<AppliedChange> written, CancellationToken cancellationToken)
    {
        var command = runner.Plan(JobPrefix + need.Name, need.Start) with { Service = need.Name };
        var change = runner.Noted(command, Change(need, decision), $"Starts the {need.Name} cluster.");
        var ended = await runner.StartAsync(command, tools.Settings.Processing.Folder, change, written, cancellationToken).ConfigureAwait(false);
        if (ended.State == CommandState.NotRun)
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
        var key = string.Create(CultureInfo.InvariantCulture, $"stop_{need.Name}-{tools.Now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var intent = new Intent
        {
            Kind = IntentKind.ServiceStop,
            Key = key,
            What = $"Cancels the jobs of the {need.Name} cluster: {string.Join(", ", decision.Jobs.Select(job => $"{job.Name} ({job.Id})"))}.",
            Begun = tools.Now,
        };
        written(tools.Gate.Write([Change(need, decision) with { Begins = [intent] }])[0]);
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

        written(tools.Gate.Write([ChangeOf(need.Name) with { Ends = [new IntentEnd(key, IntentState.Done, null)] }])[0]);
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
