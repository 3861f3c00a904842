using Microsoft.Extensions.Time.Testing;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>A clock that is at the end of each wait as soon as it begins.</summary>
internal sealed class HastyClock() : FakeTimeProvider(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero))
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }
}
