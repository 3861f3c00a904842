using MicroStatus.Usage;

namespace MicroStatus.Backend.Tests.Usage;

/// <summary>The process dies after the scheduler has answered and before anybody heard it.</summary>
internal sealed class DyingScheduler(IUsageScheduler scheduler) : IUsageScheduler
{
    public async Task<UsageReply> PostAsync(string json, CancellationToken cancellationToken)
    {
        await scheduler.PostAsync(json, cancellationToken);
        throw new InvalidOperationException("killed");
    }
}
