namespace MicroStatus.Backend.Configuration;

/// <summary>A clock ahead of another: a demo lab lets time pass on demand.</summary>
/// <param name="clock">The clock it follows.</param>
/// <param name="offset">How far it is ahead.</param>
public sealed class OffsetTimeProvider(TimeProvider clock, TimeSpan offset) : TimeProvider
{
    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
