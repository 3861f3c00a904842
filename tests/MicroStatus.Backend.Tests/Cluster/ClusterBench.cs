using System.Diagnostics;
using MicroStatus.Cluster;

namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>A folder with scripts and logs, and waits for what other processes do.</summary>
internal sealed class ClusterBench : IDisposable
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string Folder { get; } = Directory.CreateTempSubdirectory("cluster-").FullName;

    public string this[string name] => Path.Join(Folder, name);

    public ClusterJobRequest Job(string script, string name = "job", string? comment = null)
    {
        var path = this[Guid.NewGuid().ToString("N") + ".sh"];
        File.WriteAllText(path, "#!/bin/bash\n" + script + "\n");
        return new ClusterJobRequest { Name = name, Comment = comment, ScriptPath = path, LogPath = this["job.log"], WorkingFolder = Folder };
    }

    public static async Task<StatusException> RefusalAsync(Func<Task> act, string errorId)
    {
        var e = await Assert.ThrowsAsync<StatusException>(act);
        Assert.Equal(errorId, e.ErrorId);
        Assert.NotNull(e.RecommendedAction ?? (errorId.EndsWith("NotFound", StringComparison.Ordinal) ? "" : null));
        return e;
    }

    public static async Task<ClusterJob> WaitAsync(IClusterExecutor executor, string id, Func<ClusterJob, bool> isTrue)
    {
        ClusterJob? job = null;
        await WaitAsync(async () => isTrue(job = Assert.Single(await executor.GetAsync([id], Cancellation))), () => $"The job stays as {job}.");
        return job!;
    }

    public static async Task WaitAsync(Func<Task<bool>> isTrue, Func<string> otherwise)
    {
        for (var begun = Stopwatch.StartNew(); !await isTrue();)
        {
            Assert.True(begun.Elapsed < TimeSpan.FromSeconds(60), otherwise());
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancellation);
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
