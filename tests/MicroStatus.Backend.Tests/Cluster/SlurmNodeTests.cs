using MicroStatus.Backend.Cluster;
using MicroStatus.Cluster;
using MicroStatus.Testing.Slurm;

namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>The adapter against a real SLURM.</summary>
public sealed class SlurmNodeTests(SlurmNodeFixture fixture) : IClassFixture<SlurmNodeFixture>, IDisposable
{
    private const string Hostile = "a|b,c; $(x) 'q' \"d\" \\ %j %i (null) ü中🔬  ";

    private readonly ClusterBench _bench = new();
    private readonly string _comment = Guid.NewGuid().ToString("N");

    private SlurmNode Node
    {
        get
        {
            Assert.SkipUnless(SlurmNode.Missing is null, SlurmNode.Missing ?? string.Empty);
            return fixture.Node!;
        }
    }

    private SlurmExecutor Executor => new(Node.Settings(), TimeZoneInfo.Utc, TimeProvider.System);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_job_runs_and_its_output_is_added_to_its_log()
    {
        var executor = Executor;
        await File.WriteAllTextAsync(_bench["50%j.log"], "before\n", ClusterBench.Cancellation);
        var request = Job("echo \"$PWD\"; exit 0") with { LogPath = _bench["50%j.log"], MemoryGigabytes = 1, Partition = "compute", TimeLimit = TimeSpan.FromMinutes(5) };
        var submission = await executor.SubmitAsync(request, ClusterBench.Cancellation);
        Assert.False(submission.WasFound);
        var job = await ClusterBench.WaitAsync(executor, submission.Job.Id, job => job.IsOver);
        Assert.Equal((ClusterJobState.Completed, 0, "localhost", "job", _comment), (job.State, job.ExitCode!.Value, job.Node, job.Name, job.Comment));
        Assert.True(job.Submitted <= job.Started && job.Started <= job.Ended);
        Assert.Equal($"before\n{_bench.Folder}\n", await File.ReadAllTextAsync(_bench["50%j.log"], ClusterBench.Cancellation));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_its_exit_code()
    {
        var executor = Executor;
        var submission = await executor.SubmitAsync(Job("exit 3"), ClusterBench.Cancellation);
        var job = await ClusterBench.WaitAsync(executor, submission.Job.Id, job => job.IsOver);
        Assert.Equal((ClusterJobState.Failed, 3, "NonZeroExitCode"), (job.State, job.ExitCode!.Value, job.Reason));
    }

    [Fact]
    public async Task Hostile_names_come_back_as_they_are_and_are_found()
    {
        var executor = Executor;
        var submission = await executor.SubmitAsync(Job("sleep 60") with { Name = Hostile, Comment = Hostile + _comment }, ClusterBench.Cancellation);
        var job = Assert.Single(await executor.FindAsync(Hostile, Hostile + _comment, ClusterBench.Cancellation));
        Assert.Equal(submission.Job.Id, job.Id);
        var again = await executor.SubmitAsync(Job("sleep 60") with { Name = Hostile, Comment = Hostile + _comment }, ClusterBench.Cancellation);
        Assert.Equal((true, job.Id), (again.WasFound, again.Job.Id));
        await executor.StopAsync(job.Id, ClusterBench.Cancellation);
        Assert.Equal(ClusterJobState.Cancelled, (await ClusterBench.WaitAsync(executor, job.Id, job => job.IsOver)).State);
        await executor.StopAsync(job.Id, ClusterBench.Cancellation);
    }

    [Fact]
    public async Task Names_with_line_ends_of_other_programs_hide_no_job()
    {
        var executor = Executor;
        var submission = await executor.SubmitAsync(Job("true"), ClusterBench.Cancellation);
        var other = Node.Command("sbatch");
        var start = new System.Diagnostics.ProcessStartInfo(
            other[0],
            [.. other.Skip(1), "--parsable", "--job-name=two\nlines|x", "--comment=three\n\nlines", "--output=/dev/null", "--wrap=true"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        await process.WaitForExitAsync(ClusterBench.Cancellation);
        var jobs = await executor.ListAsync(ClusterBench.Cancellation);
        Assert.Contains(jobs, job => job.Id == submission.Job.Id);
        Assert.Contains(jobs, job => (job.Name, job.Comment) == ("two\nlines|x", "three\n\nlines"));
    }

    [Fact]
    public async Task The_tasks_of_an_array_come_one_by_one()
    {
        var executor = Executor;
        var submission = await executor.SubmitAsync(Job("exit $SLURM_ARRAY_TASK_ID") with { Array = "0-1" }, ClusterBench.Cancellation);
        await ClusterBench.WaitAsync(
            async () => (await executor.GetAsync([submission.Job.Id], ClusterBench.Cancellation)) is { Count: 2 } jobs && jobs.All(job => job.IsOver),
            () => "The tasks do not end.");
        var jobs = await executor.GetAsync([submission.Job.Id], ClusterBench.Cancellation);
        Assert.Equal(
            [($"{submission.Job.Id}_0", ClusterJobState.Completed, 0), ($"{submission.Job.Id}_1", ClusterJobState.Failed, 1)],
            jobs.OrderBy(job => job.Id, StringComparer.Ordinal).Select(job => (job.Id, job.State, job.ExitCode!.Value)));
    }

    [Fact]
    public async Task A_partition_that_there_is_not_is_refused()
    {
        var e = await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(Job("true") with { Partition = "nosuch" }, ClusterBench.Cancellation), "ClusterRefused");
        Assert.Contains("nvalid partition", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_too_large_for_the_cluster_waits_or_is_refused_and_can_be_cancelled()
    {
        var e = await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(Job("true") with { MemoryGigabytes = 60000 }, ClusterBench.Cancellation), "ClusterRefused");
        Assert.Contains("Memory", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_job_that_slurm_never_had_is_unknown()
    {
        var job = Assert.Single(await Executor.GetAsync(["999999"], ClusterBench.Cancellation));
        Assert.Equal((ClusterJobState.Unknown, "SLURM's queue does not know it, and the cluster keeps no accounts."), (job.State, job.Reason));
        await ClusterBench.RefusalAsync(() => Executor.StopAsync("999999", ClusterBench.Cancellation), "ClusterJobNotFound");
    }

    private ClusterJobRequest Job(string script) => _bench.Job(script, comment: _comment);
}
