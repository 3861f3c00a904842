using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Processing.Commands;
using MicroStatus.Processing.Services;

namespace MicroStatus.Core.Tests.Processing.Services;

public sealed class ServiceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    [Theory] // lab.md §3.2: when something is to be stitched and one is missing
    [InlineData("", ServiceWish.Running)]
    [InlineData("DASK_SCHED", ServiceWish.Running)]
    [InlineData("DASK_SCHED DASK_WORKER RSCM_Listen", ServiceWish.AsItIs)]
    [InlineData("DASK_SCHED DASK_WORKER RSCM_Listen_2", ServiceWish.Running)]
    public void It_is_started_when_one_of_its_jobs_is_missing(string jobs, ServiceWish act) =>
        Assert.Equal(act, Decide(ServiceWish.Running, jobs).Act);

    [Theory]
    [InlineData(CommandState.Submitting, 60, ServiceWish.AsItIs)]
    [InlineData(CommandState.Running, 60, ServiceWish.AsItIs)]
    [InlineData(CommandState.Succeeded, 14, ServiceWish.AsItIs)]
    [InlineData(CommandState.Succeeded, 15, ServiceWish.Running)]
    [InlineData(CommandState.Failed, 14, ServiceWish.AsItIs)]
    [InlineData(CommandState.Failed, 15, ServiceWish.Running)]
    [InlineData(CommandState.NotRun, 0, ServiceWish.Running)]
    public void It_is_not_started_twice(CommandState last, int minutes, ServiceWish act) =>
        Assert.Equal(act, Decide(ServiceWish.Running, "", Command(last, minutes)).Act);

    [Fact]
    public void It_is_stopped_with_all_its_jobs_and_no_others()
    {
        var decision = Decide(ServiceWish.Stopped, "DASK_SCHED move_00001 DASK_WORKER DASK_WORKER CBPy");

        Assert.Equal(ServiceWish.Stopped, decision.Act);
        Assert.Equal(["DASK_SCHED", "DASK_WORKER", "DASK_WORKER"], decision.Jobs.Select(job => job.Name));
    }

    [Fact]
    public void What_does_not_run_is_not_stopped() => Assert.Equal(ServiceWish.AsItIs, Decide(ServiceWish.Stopped, "CBPy").Act);

    [Fact]
    public void What_is_just_being_started_is_not_stopped() =>
        Assert.Equal(ServiceWish.AsItIs, Decide(ServiceWish.Stopped, "DASK_SCHED", Command(CommandState.Running, 1)).Act);

    private static ServiceDecision Decide(ServiceWish wish, string jobs, ProcessingCommand? last = null) => ServiceRules.Decide(
        new ServiceNeed("stitching", ["DASK_SCHED", "DASK_WORKER", "RSCM_Listen"], ["run"], wish, "Because."),
        [.. jobs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((name, i) => new ClusterJob { Id = $"{i}", Name = name, State = ClusterJobState.Running, Executor = ClusterExecutor.Slurm })],
        last,
        Grace,
        Now);

    private static ProcessingCommand Command(CommandState state, int minutesAgo) => new()
    {
        RunId = "start_stitching-1",
        JobName = "start_stitching",
        Service = "stitching",
        Arguments = ["run"],
        State = state,
        Begun = Now.AddMinutes(-minutesAgo - 1),
        Ended = state is CommandState.Succeeded or CommandState.Failed or CommandState.NotRun ? Now.AddMinutes(-minutesAgo) : null,
        Log = "/x.log",
    };
}
