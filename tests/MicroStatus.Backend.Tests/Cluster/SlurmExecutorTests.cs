using System.Diagnostics;
using MicroStatus.Backend.Cluster;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>The adapter against commands that misbehave.</summary>
public sealed class SlurmExecutorTests : IDisposable
{
    private readonly ClusterBench _bench = new();
    private TimeSpan _timeout = TimeSpan.FromSeconds(30);

    public SlurmExecutorTests()
    {
        Script("squeue", FakeCommand.Answer());
        Script("sbatch", """echo "$@" >> "$(dirname "$0")/submitted"; echo 4711""");
        Script("scancel", """echo "$@" >> "$(dirname "$0")/cancelled" """);
        Script("sacct", "echo 'Slurm accounting storage is disabled' >&2; exit 1");
    }

    private SlurmExecutor Executor => new(
        new ClusterSettings
        {
            Submit = [_bench["sbatch"]],
            Queue = [_bench["squeue"]],
            Cancel = [_bench["scancel"]],
            Accounting = [_bench["sacct"]],
            CommandTimeout = _timeout,
        },
        TimeZoneInfo.Utc,
        TimeProvider.System);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_job_is_submitted_with_all_that_was_asked_for()
    {
        var request = _bench.Job("true", "move 12", "run=1") with { Partition = "compute", Cpus = 4, MemoryGigabytes = 8, TimeLimit = TimeSpan.FromSeconds(61), Array = "0-3%2", LogPath = _bench["50%.log"] };
        var submission = await Executor.SubmitAsync(request, ClusterBench.Cancellation);
        Assert.Equal((false, "4711", "move 12", "run=1", ClusterJobState.Pending), (submission.WasFound, submission.Job.Id, submission.Job.Name, submission.Job.Comment, submission.Job.State));
        Assert.Equal(
            "--parsable --no-requeue --nodes=1 --ntasks=1 --export=ALL --open-mode=append --job-name=move 12 "
            + $"--chdir={_bench.Folder} --output={_bench["50%%.log"]} --cpus-per-task=4 --comment=run=1 --dependency=singleton --partition=compute --array=0-3%2 --mem=8G --time=2 -- {request.ScriptPath}\n",
            await ReadAsync("submitted"));
    }

    [Fact]
    public async Task What_was_not_asked_for_is_left_to_the_cluster()
    {
        await Executor.SubmitAsync(_bench.Job("true"), ClusterBench.Cancellation);
        var arguments = await ReadAsync("submitted");
        Assert.All(["--comment", "--dependency", "--partition", "--array", "--mem", "--time"], option => Assert.DoesNotContain(option, arguments, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RUNNING", "run 1", "run 1", true)]
    [InlineData("PENDING", "run 1", "run 1", true)]
    [InlineData("COMPLETED", "run 1", "run 1", true)]
    [InlineData("FAILED", "run 1", "run 1", true)]
    [InlineData("RUNNING", "run 1", "run 2", false)]
    [InlineData("RUNNING", "(null)", "run 2", false)]
    [InlineData("RUNNING", "run 1", null, false)]
    [InlineData("RUNNING", "(null)", null, true)]
    [InlineData("COMPLETED", "(null)", null, false)]
    public async Task A_job_that_is_there_is_not_submitted_again(string state, string comment, string? wanted, bool isFound)
    {
        Script("squeue", FakeCommand.Answer(new QueuedJob("12", "job", state, comment), new QueuedJob("13", "other", "RUNNING", wanted ?? "(null)")));
        var submission = await Executor.SubmitAsync(_bench.Job("true", comment: wanted), ClusterBench.Cancellation);
        Assert.Equal((isFound, isFound ? "12" : "4711"), (submission.WasFound, submission.Job.Id));
        Assert.Equal(!isFound, File.Exists(_bench["submitted"]));
    }

    [Fact]
    public async Task A_submission_that_does_not_answer_but_worked_is_found()
    {
        _timeout = TimeSpan.FromSeconds(2);
        var queue = FakeCommand.Answer(new QueuedJob("12", "job", "PENDING", "run 1"));
        Script("squeue", $"if [ -e {_bench["submitted"]} ]; then {queue}\nfi");
        Script("sbatch", $"touch {_bench["submitted"]}; exec sleep 60");
        var submission = await Executor.SubmitAsync(_bench.Job("true", comment: "run 1"), ClusterBench.Cancellation);
        Assert.Equal((true, "12"), (submission.WasFound, submission.Job.Id));
    }

    [Fact]
    public async Task A_submission_gives_way_to_one_of_an_earlier_try_that_was_carried_out_late()
    {
        var queue = FakeCommand.Answer(new QueuedJob("4710", "job", "RUNNING", "run 1"), new QueuedJob("4711", "job", "PENDING", "run 1"));
        Script("squeue", $"if [ -e {_bench["submitted"]} ]; then {queue}\nelse {FakeCommand.Answer()}\nfi");
        var submission = await Executor.SubmitAsync(_bench.Job("true", comment: "run 1"), ClusterBench.Cancellation);
        Assert.Equal((true, "4710"), (submission.WasFound, submission.Job.Id));
        Assert.Equal("--state=PENDING 4711\n", await ReadAsync("cancelled"));
    }

    [Theory]
    [InlineData("echo 'sbatch: error: Batch job submission failed: Socket timed out on send/recv operation' >&2; exit 1", "ClusterCommandTimedOut")]
    [InlineData("echo 'sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)' >&2; exit 1", "ClusterCommandFailed")]
    [InlineData("echo 'sbatch: error: Batch job submission failed: Invalid partition name specified' >&2; exit 1", "ClusterRefused")]
    [InlineData("echo Welcome to the cluster", "ClusterAnswerUnreadable")]
    [InlineData("head -c 70000000 /dev/zero", "ClusterAnswerUnreadable")]
    [InlineData("yes", "ClusterAnswerUnreadable")]
    [InlineData("kill -9 $$", "ClusterRefused")]
    public async Task Each_way_a_submission_goes_wrong_has_its_id(string script, string errorId)
    {
        Script("sbatch", script);
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(_bench.Job("true", comment: "run 1"), ClusterBench.Cancellation), errorId);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_clusters_words()
    {
        Script("sbatch", "echo 'sbatch: error: Batch job submission failed: Invalid partition name specified' >&2; exit 1");
        var e = await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(_bench.Job("true"), ClusterBench.Cancellation), "ClusterRefused");
        Assert.Equal("The cluster refuses the job 'job': Batch job submission failed: Invalid partition name specified.", e.Message);
    }

    [Fact]
    public async Task A_command_that_does_not_answer_is_ended_with_all_it_started()
    {
        _timeout = TimeSpan.FromSeconds(1);
        Script("squeue", $"sleep 1234 & echo $! > {_bench["child"]}; wait");
        var begun = Stopwatch.StartNew();
        await ClusterBench.RefusalAsync(() => Executor.ListAsync(ClusterBench.Cancellation), "ClusterCommandTimedOut");
        Assert.True(begun.Elapsed < TimeSpan.FromSeconds(20));
        var child = (await ReadAsync("child")).Trim();
        await ClusterBench.WaitAsync(() => Task.FromResult(!IsAlive(child)), () => "The command's child runs on.");
    }

    [Fact]
    public async Task A_stop_is_no_failure_of_the_cluster()
    {
        Script("squeue", "exec sleep 60");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Executor.ListAsync(stop.Token));
    }

    [Fact]
    public async Task A_machine_without_the_command_says_so()
    {
        File.Delete(_bench["squeue"]);
        await ClusterBench.RefusalAsync(() => Executor.ListAsync(ClusterBench.Cancellation), "ClusterCommandNotFound");
    }

    [Theory]
    [InlineData("echo 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)' >&2; exit 1", "ClusterCommandFailed")]
    [InlineData("echo 'JOBID PARTITION NAME'", "ClusterAnswerUnreadable")]
    [InlineData("head -c 100000 /dev/urandom", "ClusterAnswerUnreadable")]
    public async Task A_queue_that_cannot_be_read_is_an_error_and_nothing_is_submitted(string script, string errorId)
    {
        Script("squeue", script);
        await ClusterBench.RefusalAsync(() => Executor.ListAsync(ClusterBench.Cancellation), errorId);
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(_bench.Job("true"), ClusterBench.Cancellation), errorId);
        Assert.False(File.Exists(_bench["submitted"]));
    }

    [Fact]
    public async Task A_forgotten_job_is_unknown_and_not_failed()
    {
        var job = Assert.Single(await Executor.GetAsync(["99"], ClusterBench.Cancellation));
        Assert.Equal(("99", ClusterJobState.Unknown, "SLURM's queue does not know it, and the cluster keeps no accounts."), (job.Id, job.State, job.Reason));

        Script("sacct", "echo 'sacct: error: slurm_persist_conn_open_without_init: failed to open persistent connection' >&2; exit 1");
        Assert.Contains("its accounting cannot be asked", Assert.Single(await Executor.GetAsync(["99"], ClusterBench.Cancellation)).Reason, StringComparison.Ordinal);

        Script("sacct", "true");
        Assert.EndsWith("nor does its accounting.", Assert.Single(await Executor.GetAsync(["99"], ClusterBench.Cancellation)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounting_tells_of_a_forgotten_job()
    {
        Accounts("tell 99 FAILED 3:0 node1 100 200 300 job 'run 1'");
        var jobs = await Executor.GetAsync(["99", "98"], ClusterBench.Cancellation);
        Assert.Equal([("99", ClusterJobState.Failed, 3), ("98", ClusterJobState.Unknown, null)], jobs.Select(job => (job.Id, job.State, job.ExitCode)));
        Assert.Contains("--jobs=99,98 ", await ReadAsync("asked"), StringComparison.Ordinal);
        Assert.Equal("99", Assert.Single(await Executor.FindAsync("job", "run 1", ClusterBench.Cancellation)).Id);
        Assert.Empty(await Executor.FindAsync("job", "run 2", ClusterBench.Cancellation));
        Assert.True((await Executor.SubmitAsync(_bench.Job("true", comment: "run 1"), ClusterBench.Cancellation)).WasFound);
    }

    [Fact]
    public async Task What_is_no_id_is_never_given_to_accounting()
    {
        Accounts("exit 1");
        Assert.Equal(ClusterJobState.Unknown, Assert.Single(await Executor.GetAsync(["1 --user=x"], ClusterBench.Cancellation)).State);
        Assert.False(File.Exists(_bench["asked"]));
    }

    [Fact]
    public async Task Stopping_cancels_what_is_live_and_nothing_else()
    {
        Script("squeue", FakeCommand.Answer(new QueuedJob("12", "a"), new QueuedJob("13", "b", "COMPLETED")));
        await Executor.StopAsync("13", ClusterBench.Cancellation);
        Assert.False(File.Exists(_bench["cancelled"]));
        await Executor.StopAsync("12", ClusterBench.Cancellation);
        Assert.Equal("12\n", await ReadAsync("cancelled"));
        await ClusterBench.RefusalAsync(() => Executor.StopAsync("14", ClusterBench.Cancellation), "ClusterJobNotFound");

        Script("scancel", "echo 'scancel: error: Kill job error on job id 12: Access/permission denied' >&2; exit 1");
        await ClusterBench.RefusalAsync(() => Executor.StopAsync("12", ClusterBench.Cancellation), "ClusterRefused");
    }

    [Fact]
    public async Task No_secret_reaches_a_job_and_no_variable_of_a_shell_hides_one()
    {
        Script("sbatch", """env > "$(dirname "$0")/environment"; echo 4711""");
        Script("squeue", $"env > {_bench["asked"]}\n{FakeCommand.Answer()}");
        var before = Environment.GetEnvironmentVariable("SCHEDULER_EMAIL_PASSWORD");
        Environment.SetEnvironmentVariable("SCHEDULER_EMAIL_PASSWORD", "hidden");
        Environment.SetEnvironmentVariable("SQUEUE_STATES", "PENDING");
        try
        {
            await Executor.SubmitAsync(_bench.Job("true"), ClusterBench.Cancellation);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SCHEDULER_EMAIL_PASSWORD", before);
            Environment.SetEnvironmentVariable("SQUEUE_STATES", null);
        }

        Assert.DoesNotContain("hidden", await ReadAsync("environment"), StringComparison.Ordinal);
        var asked = (await ReadAsync("asked")).Split('\n');
        Assert.DoesNotContain("SQUEUE_STATES=PENDING", asked);
        Assert.Contains("LC_ALL=C", asked);
        Assert.Contains("SLURM_TIME_FORMAT=%s", asked);
    }

    [Fact]
    public async Task A_script_that_cannot_run_is_not_submitted()
    {
        var job = _bench.Job("true");
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(job with { ScriptPath = _bench["none.sh"] }, ClusterBench.Cancellation), "ClusterScriptNotFound");
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(job with { LogPath = _bench["none/x.log"] }, ClusterBench.Cancellation), "ClusterRequestInvalid");
        await File.WriteAllTextAsync(job.ScriptPath, "echo no interpreter\n", ClusterBench.Cancellation);
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(job, ClusterBench.Cancellation), "ClusterRequestInvalid");
        Assert.False(File.Exists(_bench["submitted"]));
    }

    private static bool IsAlive(string process) => Directory.Exists("/proc/" + process) && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_bench[name], ClusterBench.Cancellation);

    private void Script(string name, string text) => FakeCommand.Write(_bench[name], text);

    private void Accounts(string records) => Script(
        "sacct",
        $$"""
        echo "$@ " > {{_bench["asked"]}}
        for argument; do case $argument in --delimiter=*) separator=${argument#--delimiter=} ;; esac; done
        tell() { local text=; for field; do text+=$field$separator; done; printf '%s\n' "$text"; }
        {{records}}
        """);
}
