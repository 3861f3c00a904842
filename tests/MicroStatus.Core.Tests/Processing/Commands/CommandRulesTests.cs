using MicroStatus.Cluster;
using MicroStatus.Configuration;
using MicroStatus.Processing.Commands;

namespace MicroStatus.Core.Tests.Processing.Commands;

public sealed class CommandRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly CommandRules Rules = new(new ProcessingSettings { CommandSilence = TimeSpan.FromMinutes(30) }, TimeSpan.FromMinutes(2));

    [Theory]
    [InlineData(0, CommandState.Succeeded)]
    [InlineData(3, CommandState.Failed)]
    public void The_exit_code_that_it_left_decides(int code, CommandState state)
    {
        var looked = Rules.Decide(Command(CommandState.Running), new CommandEvidence(code, true, Job(ClusterJobState.Running), true), Now);

        Assert.Equal((state, code, Now), (looked.State, looked.ExitCode, looked.Ended));
    }

    [Theory]
    [InlineData(ClusterJobState.Pending, false, CommandState.Waiting)]
    [InlineData(ClusterJobState.Running, false, CommandState.Running)]
    [InlineData(ClusterJobState.Pending, true, CommandState.Running)] // requeued after it began
    public void A_live_job_tells_where_it_stands(ClusterJobState job, bool hasBegun, CommandState state)
    {
        var looked = Rules.Decide(Command(CommandState.Submitting), new CommandEvidence(null, hasBegun, Job(job), true), Now);

        Assert.Equal((state, "4711"), (looked.State, looked.JobId));
    }

    [Fact]
    public void A_job_that_ended_without_a_result_has_failed_when_a_second_look_finds_none_either()
    {
        var evidence = new CommandEvidence(null, true, Job(ClusterJobState.TimedOut), true);

        var first = Rules.Decide(Command(CommandState.Running), evidence, Now);
        var second = Rules.Decide(first, evidence, Now.AddMinutes(5));

        Assert.True(first.IsOpen);
        Assert.Equal(CommandState.Failed, second.State);
        Assert.StartsWith("Its job ended without a result: TimedOut", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_submission_that_left_no_trace_was_not_run()
    {
        var nothing = new CommandEvidence(null, false, null, true);

        Assert.Equal(CommandState.Submitting, Rules.Decide(Command(CommandState.Submitting), nothing, Now.AddMinutes(-9)).State);
        Assert.Equal(CommandState.NotRun, Rules.Decide(Command(CommandState.Submitting), nothing, Now).State);
    }

    [Fact]
    public void A_submission_that_nobody_could_be_asked_for_stays_unsure() =>
        Assert.Equal(CommandState.Submitting, Rules.Decide(Command(CommandState.Submitting), new CommandEvidence(null, false, null, false), Now).State);

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void What_has_begun_and_is_out_of_sight_has_failed_after_a_while(int minutes, bool isOpen)
    {
        var evidence = new CommandEvidence(null, true, null, true);
        var lost = Rules.Decide(Command(CommandState.Submitting), evidence, Now);

        Assert.Equal((CommandState.Running, Now), (lost.State, lost.LostSince));
        Assert.Equal(isOpen, Rules.Decide(lost, evidence, Now.AddMinutes(minutes)).IsOpen);
        Assert.True(Rules.Decide(lost, evidence with { WasAsked = false }, Now.AddMinutes(minutes)).IsOpen);
        Assert.Null(Rules.Decide(lost, evidence with { Job = Job(ClusterJobState.Running) }, Now.AddMinutes(minutes)).LostSince);
    }

    private static ProcessingCommand Command(CommandState state) => new()
    {
        RunId = "imaris_00007-20260914T115000Z",
        JobName = "imaris_00007",
        Arguments = ["true"],
        State = state,
        Begun = Now.AddMinutes(-10),
        Log = "/x.log",
    };

    private static ClusterJob Job(ClusterJobState state) => new() { Id = "4711", Name = "imaris_00007", State = state, Executor = ClusterExecutor.Slurm };
}
