using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MicroStatus.Backend.Tests.Messages;

/// <summary>A clock that a test moves, and that tells when somebody begins to wait.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 9, 14, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Lets time pass once somebody waits for that long; time limits of other lengths are not what is waited for.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        while (await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken) != wait)
        {
        }

        Advance(wait);
    }
}
