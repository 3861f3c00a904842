using MicroStatus.Processing.Rscm;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A scheduler that says what a test tells it to.</summary>
public sealed class FakeDask : IDaskScheduler
{
    public DaskReading Reading { get; set; } = new(null, null, "There is no scheduler.");

    public Task<DaskReading> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Reading);
}
