using MicroStatus.Backend.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Cluster;

public sealed class SlurmQueueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slurm").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Names_of_the_users_jobs_are_read()
    {
        var queue = Queue("""echo "$@" > "$(dirname "$0")/arguments"; printf 'move_00012\nDASK SCHED\n\nmove_00012\n'""");
        Assert.Equal(["DASK SCHED", "move_00012"], (await queue.ReadJobNamesAsync(Cancellation)).Order(StringComparer.Ordinal));
        Assert.Equal("--noheader --format=%j --user=lab", (await File.ReadAllTextAsync(Path.Join(_folder, "arguments"), Cancellation)).Trim());
    }

    [Fact]
    public async Task A_command_that_fails_says_how()
    {
        var e = await Assert.ThrowsAsync<StatusException>(() => Queue("echo 'slurm_load_jobs error: Unable to contact controller' >&2; exit 1").ReadJobNamesAsync(Cancellation));
        Assert.Equal("ClusterCommandFailed", e.ErrorId);
        Assert.EndsWith("ended with code 1: slurm_load_jobs error: Unable to contact controller", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_does_not_answer_is_ended()
    {
        var e = await Assert.ThrowsAsync<StatusException>(() => Queue("exec sleep 60", TimeSpan.FromMilliseconds(200)).ReadJobNamesAsync(Cancellation));
        Assert.Equal("ClusterCommandFailed", e.ErrorId);
    }

    [Fact]
    public async Task A_stop_is_no_failure_of_the_cluster()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queue("exec sleep 60").ReadJobNamesAsync(stop.Token));
    }

    [Fact]
    public async Task A_machine_without_the_command_says_so()
    {
        var queue = new SlurmQueue(new ClusterSettings { Queue = [Path.Join(_folder, "nothing")] });
        Assert.Equal("ClusterCommandNotFound", (await Assert.ThrowsAsync<StatusException>(() => queue.ReadJobNamesAsync(Cancellation))).ErrorId);
    }

    private SlurmQueue Queue(string script, TimeSpan? timeout = null)
    {
        var path = Path.Join(_folder, "squeue");
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new SlurmQueue(new ClusterSettings { Queue = [path], CommandTimeout = timeout ?? TimeSpan.FromSeconds(30) });
    }
}
