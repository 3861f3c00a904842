using MicroStatus.Testing.Slurm;

namespace MicroStatus.Backend.Tests.Cluster;

/// <summary>One SLURM node for all tests of a collection; null where there is none, and why.</summary>
public sealed class SlurmNodeFixture : IAsyncLifetime
{
    internal SlurmNode? Node { get; private set; }

    public async ValueTask InitializeAsync() =>
        Node = SlurmNode.Missing is null ? await SlurmNode.StartAsync(TestContext.Current.CancellationToken) : null;

    public ValueTask DisposeAsync() => Node?.DisposeAsync() ?? ValueTask.CompletedTask;
}
