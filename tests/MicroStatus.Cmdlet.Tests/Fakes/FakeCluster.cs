using MicroStatus.Cluster;
using MicroStatus.Configuration;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A cluster in memory: jobs are submitted once, told of, and cancelled; or it does not answer.</summary>
public sealed class FakeCluster : IClusterExecutor
{
    /// <summary>What it knows.</summary>
    public IList<ClusterJob> Jobs { get; } = [];

    /// <summary>What was submitted.</summary>
    public IList<ClusterJobRequest> Submitted { get; } = [];

    /// <summary>What was cancelled.</summary>
    public IList<string> Stopped { get; } = [];

    /// <summary>Thrown by every member when set.</summary>
    public StatusException? Failure { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public static ClusterJob Job(string id, string name, ClusterJobState state = ClusterJobState.Running, string? comment = null, string? arrayId = null) =>
        new() { Id = id, Name = name, State = state, Comment = comment, ArrayId = arrayId, Executor = ClusterExecutor.Slurm };

    public Task<ClusterSubmission> SubmitAsync(ClusterJobRequest request, CancellationToken cancellationToken) => Answer(() =>
    {
        ClusterRequests.Check(request);
        if (Jobs.FirstOrDefault(job => job.Name == request.Name && job.Comment == request.Comment && (job.IsLive || request.Comment is not null)) is { } found)
        {
            return new ClusterSubmission(found, WasFound: true);
        }

        Submitted.Add(request);
        Jobs.Add(Job($"{4710 + Submitted.Count}", request.Name, ClusterJobState.Pending, request.Comment));
        return new ClusterSubmission(Jobs[^1], WasFound: false);
    });

    public Task<IReadOnlyList<ClusterJob>> ListAsync(CancellationToken cancellationToken) => Answer<IReadOnlyList<ClusterJob>>(() => [.. Jobs]);

    public Task<IReadOnlyList<ClusterJob>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => Answer<IReadOnlyList<ClusterJob>>(() =>
    [
        .. ids.SelectMany(id => Jobs.Any(job => job.IsMeantBy(id))
            ? Jobs.Where(job => job.IsMeantBy(id))
            : [ClusterJob.NotKnown(id, ClusterExecutor.Slurm, "Forgotten.")]),
    ]);

    public Task<IReadOnlyList<ClusterJob>> FindAsync(string name, string? comment, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<ClusterJob>>(() => [.. Jobs.Where(job => job.Name == name && (comment is null || job.Comment == comment))]);

    public Task StopAsync(string id, CancellationToken cancellationToken) => Answer(() =>
    {
        if (!Jobs.Any(job => job.IsMeantBy(id)))
        {
            throw new StatusException("ClusterJobNotFound", StatusErrorCategory.NotFound, $"There is no job '{id}'.", target: id);
        }

        Stopped.Add(id);
        for (var i = 0; i < Jobs.Count; i++)
        {
            Jobs[i] = Jobs[i].IsMeantBy(id) && Jobs[i].IsLive ? Jobs[i] with { State = ClusterJobState.Cancelled } : Jobs[i];
        }

        return true;
    });

    private Task<T> Answer<T>(Func<T> answer)
    {
        Asked++;
        if (Failure is not null)
        {
            return Task.FromException<T>(Failure);
        }

        try
        {
            return Task.FromResult(answer());
        }
        catch (StatusException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
