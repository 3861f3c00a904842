using MicroStatus.Backend.Cluster.Local;
using MicroStatus.Backend.Cluster.Played;
using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Processing.Demo;

public sealed class PlayedJobsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("played-").FullName;
    private readonly PlayedJobs _jobs;

    public PlayedJobsTests()
    {
        var settings = new ClusterSettings { LocalFolder = Path.Join(_root, "local") };
        _jobs = new PlayedJobs(new LocalExecutor(settings, TimeZoneInfo.Utc, TimeProvider.System), Path.Join(_root, "jobs"), ClusterExecutor.Local, TimeZoneInfo.Utc);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_file_is_a_running_job_until_the_job_is_cancelled()
    {
        await File.WriteAllBytesAsync(Path.Join(Directory.CreateDirectory(Path.Join(_root, "jobs")).FullName, "DASK_SCHED"), [], Token);

        var job = Assert.Single(await _jobs.ListAsync(Token));
        Assert.Equal(("demo-DASK_SCHED", "DASK_SCHED", ClusterJobState.Running), (job.Id, job.Name, job.State));
        Assert.Equal(job, Assert.Single(await _jobs.FindAsync("DASK_SCHED", comment: null, Token)));
        Assert.Equal(job, Assert.Single(await _jobs.GetAsync([job.Id], Token)));

        await _jobs.StopAsync(job.Id, Token);

        Assert.Empty(await _jobs.ListAsync(Token));
        Assert.Equal("ClusterJobNotFound", (await Assert.ThrowsAsync<StatusException>(() => _jobs.StopAsync(job.Id, Token))).ErrorId);
    }

    [Fact]
    public async Task A_lab_in_which_nothing_was_played_yet_has_no_such_jobs()
    {
        Assert.Empty(await _jobs.ListAsync(Token));
        Assert.Equal(ClusterJobState.Unknown, Assert.Single(await _jobs.GetAsync(["demo-CBPy"], Token)).State);
    }
}
