using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Backend.Tests.Moves;

/// <summary>A cluster in memory: jobs wait until a test says otherwise.</summary>
internal sealed class FakeExecutor : IClusterExecutor
{
    public List<ClusterJobRequest> Requests { get; } = [];

    public List<ClusterJob> Jobs { get; } = [];

    /// <summary>Called before a submission takes effect.</summary>
    public Action<ClusterJobRequest>? Before { get; set; }

    /// <summary>Called after a submission took effect.</summary>
    public Action<ClusterJobRequest>? After { get; set; }

    /// <summary>Thrown by every question.</summary>
    public StatusException? Silence { get; set; }

    public ClusterJobRequest Last => Requests[^1];

    public Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken)
    {
        Before?.Invoke(request);
        Requests.Add(request);
        var job = new ClusterJob
        {
            Id = (100 + Requests.Count).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Name = request.Name,
            Comment = request.Comment,
            State = ClusterJobState.Pending,
            Executor = ClusterExecutor.Slurm,
        };
        Jobs.Add(job);
        After?.Invoke(request);
        return Task.FromResult(new ClusterSubmission(job, WasFound: false));
    }

    public Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken) => Answer(() => [.. Jobs]);

    public Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => Answer(() =>
        [.. ids.Select(id => Jobs.Find(job => job.Id == id) ?? ClusterJob.NotKnown(id, ClusterExecutor.Slurm, "squeue does not know it."))]);

    public Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken) => Answer(() =>
        [.. Jobs.Where(job => job.Name == name && (comment is null || job.Comment == comment))]);

    public Task StopAsync(string id, CancellationToken cancellationToken)
    {
        Set(id, ClusterJobState.Cancelled);
        return Task.CompletedTask;
    }

    /// <summary>A job turns out otherwise.</summary>
    public void Set(string? id, ClusterJobState state, int? exitCode = null)
    {
        var index = Jobs.FindIndex(job => id is null || job.Id == id);
        Jobs[index] = Jobs[index] with { State = state, ExitCode = exitCode };
    }

    private Task<IReadOnlyList<ClusterJob>> Answer(Func<IReadOnlyList<ClusterJob>> answer) =>
        Silence is { } silence ? Task.FromException<IReadOnlyList<ClusterJob>>(silence) : Task.FromResult(answer());
}
