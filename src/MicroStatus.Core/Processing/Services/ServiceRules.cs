using MicroStatus.Cluster;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Processing.Services;

/// <summary>Whether a service is started or stopped now (lab.md §3.2, §3.5): never twice, never while anything runs or moves. Pure.</summary>
public static class ServiceRules
{
    /// <summary>Decides.</summary>
    /// <param name="need">What the service is needed for.</param>
    /// <param name="jobs">The executor's jobs of the configured user.</param>
    /// <param name="last">The newest command that started it, or null.</param>
    /// <param name="grace">How long a start may take to show its jobs, and how long one that failed is left alone.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The decision.</returns>
    public static ServiceDecision Decide(ServiceNeed need, IReadOnlyList<ClusterJob> jobs, ProcessingCommand? last, TimeSpan grace, DateTimeOffset now)
    {
        var live = jobs.Where(job => job.IsLive && need.Jobs.Contains(job.Name, StringComparer.Ordinal)).ToList();
        var missing = need.Jobs.Except(live.Select(job => job.Name), StringComparer.Ordinal).ToList();
        return need.Need switch
        {
            ServiceWish.Running when missing.Count > 0 && IsFree(last, grace, now) =>
                new ServiceDecision(need.Name, ServiceWish.Running, [], $"{need.Why} {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not in the queue."),
            ServiceWish.Stopped when live.Count > 0 && last is not { IsOpen: true } => new ServiceDecision(need.Name, ServiceWish.Stopped, live, need.Why),
            _ => new ServiceDecision(need.Name, ServiceWish.AsItIs, [], need.Why),
        };
    }

    // A start that runs, or has just run, is given time to show its jobs.
    private static bool IsFree(ProcessingCommand? last, TimeSpan grace, DateTimeOffset now) => last switch
    {
        null or { State: CommandState.NotRun } => true,
        { IsOpen: true } => false,
        _ => now - (last.Ended ?? last.Begun) >= grace,
    };
}
