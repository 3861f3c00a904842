using System.Diagnostics;
using MicroStatus.Backend.Cluster.Local;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Cluster;

public sealed class LocalExecutorTests : IDisposable
{
    private readonly ClusterBench _bench = new();
    private readonly List<string> _started = [];
    private ClusterSettings _settings;

    public LocalExecutorTests() => _settings = new ClusterSettings { LocalFolder = _bench["jobs"], LocalStopGrace = TimeSpan.FromSeconds(20) };

    private LocalExecutor Executor => new(_settings, TimeZoneInfo.Utc, TimeProvider.System);

    public void Dispose()
    {
        foreach (var process in _started.Select(id => LocalProcess.From(ReadIfThere(id, "process"))).OfType<LocalProcess>())
        {
            new LocalSession(process.Id).End();
        }

        _bench.Dispose();
    }

    [Fact]
    public async Task A_job_runs_and_its_output_is_added_to_its_log()
    {
        await File.WriteAllTextAsync(_bench["job.log"], "before\n", ClusterBench.Cancellation);
        var job = await RunAsync(_bench.Job("pwd; echo problem >&2; read -r nothing; exit 0"));
        Assert.Equal((ClusterJobState.Completed, 0, "job", null, Environment.MachineName, ClusterExecutor.Local), (job.State, job.ExitCode!.Value, job.Name, job.Comment, job.Node, job.Executor));
        Assert.True(job.Started <= job.Ended);
        Assert.Equal($"before\n{_bench.Folder}\nproblem\n", await File.ReadAllTextAsync(_bench["job.log"], ClusterBench.Cancellation));
    }

    [Fact]
    public async Task A_script_that_fails_or_is_killed_leaves_its_exit_code()
    {
        Assert.Equal((ClusterJobState.Failed, 3), Facts(await RunAsync(_bench.Job("exit 3"))));
        Assert.Equal((ClusterJobState.Failed, 137), Facts(await RunAsync(_bench.Job("kill -KILL $$"))));
    }

    [Fact]
    public async Task A_job_is_a_session_of_its_own_and_no_child_of_ours()
    {
        var id = await SubmitAsync(_bench.Job($"echo $$ > {_bench["pid"]}; sleep 60"));
        await ClusterBench.WaitAsync(() => Task.FromResult(File.Exists(_bench["pid"]) && new FileInfo(_bench["pid"]).Length > 0), () => "It does not begin.");
        var watcher = LocalProcess.From(ReadIfThere(id, "process"))!;
        var fields = (await File.ReadAllTextAsync($"/proc/{watcher.Id}/stat", ClusterBench.Cancellation)).Split(") ")[^1].Split(' ');
        Assert.Equal(watcher.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), fields[3]);
        Assert.NotEqual(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), fields[1]);
        Assert.Equal(ClusterJobState.Running, Assert.Single(await Executor.ListAsync(ClusterBench.Cancellation)).State);
    }

    [Fact]
    public async Task A_script_that_is_changed_later_runs_as_it_was_submitted()
    {
        var request = _bench.Job("sleep 1; echo first");
        var id = await SubmitAsync(request);
        await File.WriteAllTextAsync(request.ScriptPath, "#!/bin/bash\necho second\n", ClusterBench.Cancellation);
        await ClusterBench.WaitAsync(Executor, id, job => job.IsOver);
        Assert.Equal("first\n", await File.ReadAllTextAsync(_bench["job.log"], ClusterBench.Cancellation));
    }

    [Fact]
    public async Task Names_and_paths_may_hold_anything_that_a_request_may()
    {
        const string Hostile = "a|b,c; $(touch x) 'q' \"d\" %j ü🔬  ";
        Directory.CreateDirectory(_bench[Hostile]);
        var request = _bench.Job("pwd", Hostile, Hostile) with { WorkingFolder = _bench[Hostile], LogPath = _bench[Hostile + ".log"] };
        var job = await RunAsync(request);
        Assert.Equal((ClusterJobState.Completed, Hostile, Hostile), (job.State, job.Name, job.Comment));
        Assert.Equal(_bench[Hostile] + "\n", await File.ReadAllTextAsync(request.LogPath, ClusterBench.Cancellation));
        Assert.Equal(job.Id, Assert.Single(await Executor.FindAsync(Hostile, Hostile, ClusterBench.Cancellation)).Id);
        Assert.Empty(await Executor.FindAsync(Hostile, "other", ClusterBench.Cancellation));
    }

    [Fact]
    public async Task A_job_with_a_comment_runs_once_and_one_without_again_when_it_is_over()
    {
        var named = _bench.Job($"echo x >> {_bench["ran"]}", comment: "run 1");
        var first = await RunAsync(named);
        var again = await Executor.SubmitAsync(named, ClusterBench.Cancellation);
        Assert.Equal((true, first.Id, ClusterJobState.Completed), (again.WasFound, again.Job.Id, again.Job.State));
        Assert.NotEqual(first.Id, (await RunAsync(named with { Comment = "run 2" })).Id);

        var plain = _bench.Job("sleep 60");
        var live = await SubmitAsync(plain);
        Assert.True((await Executor.SubmitAsync(plain, ClusterBench.Cancellation)).WasFound);
        await Executor.StopAsync(live, ClusterBench.Cancellation);
        Assert.NotEqual(live, await SubmitAsync(plain));
        Assert.Equal(2, (await File.ReadAllLinesAsync(_bench["ran"], ClusterBench.Cancellation)).Length);
    }

    [Fact]
    public async Task Many_submissions_of_one_job_at_once_run_it_once()
    {
        var request = _bench.Job($"echo x >> {_bench["ran"]}; sleep 1", comment: "run 1");
        var submissions = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Executor.SubmitAsync(request, ClusterBench.Cancellation), ClusterBench.Cancellation)));
        var id = Assert.Single(submissions.Select(submission => submission.Job.Id).Distinct());
        _started.Add(id);
        Assert.Single(submissions, submission => !submission.WasFound);
        await ClusterBench.WaitAsync(Executor, id, job => job.IsOver);
        Assert.Single(await File.ReadAllLinesAsync(_bench["ran"], ClusterBench.Cancellation));
    }

    [Fact]
    public async Task A_job_whose_starter_died_is_started_by_the_next_submission()
    {
        var request = _bench.Job($"echo x >> {_bench["ran"]}", comment: "run 1");
        await DieWhileStartingAsync(request);
        Assert.Equal(ClusterJobState.Pending, Assert.Single(await Executor.ListAsync(ClusterBench.Cancellation)).State);
        var submission = await Executor.SubmitAsync(request, ClusterBench.Cancellation);
        Assert.True(submission.WasFound);
        Assert.Equal(ClusterJobState.Completed, (await ClusterBench.WaitAsync(Executor, submission.Job.Id, job => job.IsOver)).State);
    }

    [Fact]
    public async Task A_job_that_was_never_begun_becomes_unknown_and_can_be_cancelled()
    {
        await DieWhileStartingAsync(_bench.Job("true", comment: "run 1"));
        var late = new LocalExecutor(_settings, TimeZoneInfo.Utc, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(1)));
        var job = Assert.Single(await late.ListAsync(ClusterBench.Cancellation));
        Assert.Equal((ClusterJobState.Unknown, "It was never seen to begin."), (job.State, job.Reason));
        await Executor.StopAsync(job.Id, ClusterBench.Cancellation);
        Assert.Equal(ClusterJobState.Cancelled, Assert.Single(await late.ListAsync(ClusterBench.Cancellation)).State);
    }

    [Fact]
    public async Task A_command_that_starts_no_session_is_refused_before_anything_runs()
    {
        _settings = _settings with { LocalStart = ["bash", "-c", "bash \"$@\"; true", "start"] };
        var e = await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(_bench.Job($"touch {_bench["ran"]}"), ClusterBench.Cancellation), "ClusterCommandFailed");
        Assert.Contains("does not start a session of its own", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_bench["ran"]));
        Assert.Empty(await Executor.ListAsync(ClusterBench.Cancellation));
        _settings = _settings with { LocalStart = [_bench["nosuch"]] };
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(_bench.Job("true"), ClusterBench.Cancellation), "ClusterCommandNotFound");
    }

    [Fact]
    public async Task Cancelling_ends_all_processes_of_a_job_and_waits_for_it()
    {
        var id = await SubmitAsync(_bench.Job($"sleep 1001 & echo $! > {_bench["child"]}; wait"));
        await ClusterBench.WaitAsync(() => Task.FromResult(File.Exists(_bench["child"]) && new FileInfo(_bench["child"]).Length > 0), () => "It does not begin.");
        await Executor.StopAsync(id, ClusterBench.Cancellation);
        var job = Assert.Single(await Executor.GetAsync([id], ClusterBench.Cancellation));
        Assert.Equal((ClusterJobState.Cancelled, 143), Facts(job));
        var child = (await File.ReadAllTextAsync(_bench["child"], ClusterBench.Cancellation)).Trim();
        await ClusterBench.WaitAsync(() => Task.FromResult(!IsAlive(child)), () => "The job's child runs on.");
        await Executor.StopAsync(id, ClusterBench.Cancellation);
    }

    [Fact]
    public async Task A_script_may_tidy_up_when_it_is_cancelled()
    {
        var id = await SubmitAsync(_bench.Job($"trap 'touch {_bench["tidied"]}; exit 7' TERM; touch {_bench["ready"]}; while :; do sleep 0.1; done"));
        await ClusterBench.WaitAsync(() => Task.FromResult(File.Exists(_bench["ready"])), () => "It does not begin.");
        await Executor.StopAsync(id, ClusterBench.Cancellation);
        Assert.True(File.Exists(_bench["tidied"]));
        Assert.Equal((ClusterJobState.Cancelled, 7), Facts(Assert.Single(await Executor.GetAsync([id], ClusterBench.Cancellation))));
    }

    [Fact]
    public async Task A_script_that_does_not_listen_is_killed()
    {
        _settings = _settings with { LocalStopGrace = TimeSpan.FromSeconds(1) };
        var id = await SubmitAsync(_bench.Job($"trap '' TERM; touch {_bench["ready"]}; while :; do sleep 0.1; done"));
        await ClusterBench.WaitAsync(() => Task.FromResult(File.Exists(_bench["ready"])), () => "It does not begin.");
        var begun = Stopwatch.StartNew();
        await Executor.StopAsync(id, ClusterBench.Cancellation);
        Assert.True(begun.Elapsed >= TimeSpan.FromSeconds(1));
        Assert.Equal((ClusterJobState.Cancelled, null), Facts(Assert.Single(await Executor.GetAsync([id], ClusterBench.Cancellation))));
    }

    [Fact]
    public async Task A_job_is_ended_when_its_time_is_over()
    {
        var job = await RunAsync(_bench.Job("sleep 1002") with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.Equal((ClusterJobState.TimedOut, 143), Facts(job));
    }

    [Fact]
    public async Task A_killed_watcher_does_not_hide_a_job_that_runs_on()
    {
        var id = await SubmitAsync(_bench.Job($"touch {_bench["ready"]}; sleep 1003; true"));
        await ClusterBench.WaitAsync(() => Task.FromResult(File.Exists(_bench["ready"])), () => "It does not begin.");
        var watcher = LocalProcess.From(ReadIfThere(id, "process"))!;
        using (var kill = Process.Start("kill", ["-KILL", watcher.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(ClusterBench.Cancellation);
        }

        var job = await ClusterBench.WaitAsync(Executor, id, job => job.Reason is not null);
        Assert.Equal((ClusterJobState.Running, "Its watcher is gone; how it ends will not be noted."), (job.State, job.Reason));
        new LocalSession(watcher.Id).End();
        job = await ClusterBench.WaitAsync(Executor, id, job => job.IsOver);
        Assert.Equal((ClusterJobState.Failed, null), Facts(job));
    }

    [Fact]
    public async Task A_job_of_another_boot_is_not_mistaken_for_a_process_of_today()
    {
        var id = (await RunAsync(_bench.Job("true"))).Id;
        File.Delete(_bench[$"jobs/{id}/exit"]);
        await File.WriteAllTextAsync(_bench[$"jobs/{id}/process"], $"{Environment.ProcessId} other-boot:1 100 {Environment.MachineName}\n", ClusterBench.Cancellation);
        Assert.Equal((ClusterJobState.Failed, null), Facts(Assert.Single(await Executor.GetAsync([id], ClusterBench.Cancellation))));
        await Executor.StopAsync(id, ClusterBench.Cancellation);
    }

    [Fact]
    public async Task A_job_of_another_machine_is_unknown_here_and_not_stopped_from_here()
    {
        var id = (await RunAsync(_bench.Job("true"))).Id;
        File.Delete(_bench[$"jobs/{id}/exit"]);
        await File.WriteAllTextAsync(_bench[$"jobs/{id}/process"], $"{Environment.ProcessId} boot:1 100 elsewhere\n", ClusterBench.Cancellation);
        Assert.Equal(ClusterJobState.Unknown, Assert.Single(await Executor.GetAsync([id], ClusterBench.Cancellation)).State);
        await ClusterBench.RefusalAsync(() => Executor.StopAsync(id, ClusterBench.Cancellation), "ClusterJobElsewhere");
    }

    [Fact]
    public async Task Damaged_folders_harm_nobody()
    {
        var id = (await RunAsync(_bench.Job("true"))).Id;
        Directory.CreateDirectory(_bench["jobs/local-0123456789abcdef"]);
        Directory.CreateDirectory(_bench["jobs/something else"]);
        await File.WriteAllTextAsync(_bench["jobs/local-0123456789abcdef/request.json"], "{", ClusterBench.Cancellation);
        var jobs = await Executor.ListAsync(ClusterBench.Cancellation);
        Assert.Equal([("local-0123456789abcdef", ClusterJobState.Unknown), (id, ClusterJobState.Completed)], jobs.Select(job => (job.Id, job.State)));
    }

    [Theory]
    [InlineData("local-0123456789abcdef")]
    [InlineData("../jobs")]
    [InlineData("")]
    [InlineData("4711")]
    public async Task An_id_that_is_not_known_is_unknown_and_cannot_be_stopped(string id)
    {
        Assert.Equal((id, ClusterJobState.Unknown), Assert.Single(await Executor.GetAsync([id], ClusterBench.Cancellation)) is var job ? (job.Id, job.State) : default);
        await ClusterBench.RefusalAsync(() => Executor.StopAsync(id, ClusterBench.Cancellation), "ClusterJobNotFound");
        Assert.Empty(await Executor.ListAsync(ClusterBench.Cancellation));
    }

    [Fact]
    public async Task Folders_of_jobs_that_ended_long_ago_go_and_those_of_others_stay()
    {
        var old = (await RunAsync(_bench.Job("true", "old"))).Id;
        var live = await SubmitAsync(_bench.Job("sleep 1004", "live"));
        foreach (var id in new[] { old, live })
        {
            Directory.SetLastWriteTimeUtc(_bench["jobs/" + id], DateTime.UtcNow.AddDays(-40));
        }

        await File.WriteAllTextAsync(_bench[$"jobs/{old}/exit"], "0 1000000\n", ClusterBench.Cancellation);
        var recent = (await RunAsync(_bench.Job("true", "recent"))).Id;
        Assert.Equal([live, recent], (await Executor.ListAsync(ClusterBench.Cancellation)).Select(job => job.Id));
    }

    [Fact]
    public async Task An_array_is_refused() =>
        await ClusterBench.RefusalAsync(() => Executor.SubmitAsync(_bench.Job("true") with { Array = "0-1" }, ClusterBench.Cancellation), "ClusterRequestInvalid");

    private async Task DieWhileStartingAsync(ClusterJobRequest request)
    {
        using var death = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var starting = new LocalExecutor(_settings with { LocalStart = ["bash", "-c", "sleep 60"] }, TimeZoneInfo.Utc, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting.SubmitAsync(request, death.Token));
    }

    private static (ClusterJobState State, int? ExitCode) Facts(ClusterJob job) => (job.State, job.ExitCode);

    private static bool IsAlive(string process) => Directory.Exists("/proc/" + process) && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private async Task<string> SubmitAsync(ClusterJobRequest request)
    {
        var submission = await Executor.SubmitAsync(request, ClusterBench.Cancellation);
        Assert.False(submission.WasFound);
        _started.Add(submission.Job.Id);
        return submission.Job.Id;
    }

    private async Task<ClusterJob> RunAsync(ClusterJobRequest request) => await ClusterBench.WaitAsync(Executor, await SubmitAsync(request), job => job.IsOver);

    private string? ReadIfThere(string id, string name) => File.Exists(_bench[$"jobs/{id}/{name}"]) ? File.ReadAllText(_bench[$"jobs/{id}/{name}"]) : null;
}
