using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Cluster.Played;

/// <summary>The jobs of a demo lab's played clusters beside those of a real executor: a file each, which a stand-in for the lab's program leaves, and which goes when the
/// job is cancelled.</summary>
/// <param name="inner">Runs everything else.</param>
/// <param name="folder">The folder of the files.</param>
/// <param name="executor">What their jobs are said to be run by.</param>
/// <param name="zone">The lab's time zone.</param>
public sealed class PlayedJobs(IClusterExecutor inner, string folder, ClusterExecutor executor, TimeZoneInfo zone) : IClusterExecutor
{
    private const string Prefix = "demo-";

    /// <inheritdoc/>
    public Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken) => inner.SubmitAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await inner.ListAsync(cancellationToken)).Concat(Read()).OrderBy(job => job.Submitted)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var played = Read().Where(job => ids.Contains(job.Id, StringComparer.Ordinal)).ToList();
        var others = ids.Except(played.Select(job => job.Id), StringComparer.Ordinal).ToList();
        return others.Count == 0 ? played : [.. played, .. await inner.GetAsync(others, cancellationToken)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken) =>
        [.. Read().Where(job => comment is null && job.Name == name), .. await inner.FindAsync(name, comment, cancellationToken)];

    /// <inheritdoc/>
    public Task StopAsync(string id, CancellationToken cancellationToken)
    {
        if (Read().FirstOrDefault(job => job.Id == id) is not { } played)
        {
            return inner.StopAsync(id, cancellationToken);
        }

        File.Delete(Path.Join(folder, played.Name));
        return Task.CompletedTask;
    }

    private List<ClusterJob> Read() => !Directory.Exists(folder)
        ? []
        : [.. new DirectoryInfo(folder).EnumerateFiles().Where(file => !file.Name.StartsWith('.')).Select(JobOf)];

    private ClusterJob JobOf(FileInfo file)
    {
        var begun = TimeZoneInfo.ConvertTime(new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero), zone);
        return new ClusterJob
        {
            Id = Prefix + file.Name,
            Name = file.Name,
            State = ClusterJobState.Running,
            Reason = "Played by the demo lab.",
            Submitted = begun,
            Started = begun,
            Node = Environment.MachineName,
            Executor = executor,
        };
    }
}
