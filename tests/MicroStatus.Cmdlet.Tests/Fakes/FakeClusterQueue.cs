using MicroStatus.Cluster;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A cluster with the given jobs, or one that does not answer.</summary>
public sealed class FakeClusterQueue : IClusterQueue
{
    public ISet<string> Jobs { get; } = new HashSet<string>(StringComparer.Ordinal);

    public StatusException? Failure { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public Task<IReadOnlySet<string>> ReadJobNamesAsync(CancellationToken cancellationToken)
    {
        Asked++;
        return Failure is null
            ? Task.FromResult<IReadOnlySet<string>>(Jobs.ToHashSet(StringComparer.Ordinal))
            : Task.FromException<IReadOnlySet<string>>(Failure);
    }
}
