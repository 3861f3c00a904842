using System.Globalization;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>How fast one run may talk to the chat: the channel's rate, the pauses that the chat asks for, and the time for one run. What a run learns holds for
/// the next one too, in whatever process.</summary>
/// <param name="database">Remembers.</param>
/// <param name="gate">Writes.</param>
/// <param name="settings">The rate and the time.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class DeliveryPace(IDatasetDatabase database, IActGate gate, MessageSettings settings, TimeProvider clock)
{
    private const string NotBefore = "messages/not-before";

    private static readonly TimeSpan ShortestCall = TimeSpan.FromMilliseconds(100);

    private readonly long _started = clock.GetTimestamp();
    private DateTimeOffset _last = database.Outbox.ReadLastSent() ?? DateTimeOffset.MinValue;
    private DateTimeOffset _notBefore = Remembered(database, clock);
    private bool _isPaused;

    /// <summary>How long a call may still take.</summary>
    public TimeSpan Left => clock.GetElapsedTime(_started) is var spent && settings.DeliveryTime - spent > ShortestCall ? settings.DeliveryTime - spent : ShortestCall;

    /// <summary>Why nothing may be said at present, or null.</summary>
    public string? Why => _notBefore - clock.GetUtcNow() > TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"The chat asked for a pause: nothing is sent for another {(_notBefore - clock.GetUtcNow()).TotalSeconds:0} s.")
        : null;

    /// <summary>Something is said to the chat.</summary>
    public void NoteCall() => _last = clock.GetUtcNow();

    /// <summary>The chat, or a fault, asks for a pause.</summary>
    /// <param name="pause">How long.</param>
    public void Pause(TimeSpan pause)
    {
        _notBefore = clock.GetUtcNow() + pause;
        _isPaused = true;
        Remember(_notBefore);
    }

    /// <summary>The chat works: what was asked for is over.</summary>
    public void Resume()
    {
        if (_isPaused)
        {
            _isPaused = false;
            Remember(null);
        }
    }

    /// <summary>The run has ended: whoever comes next keeps the channel's rate.</summary>
    public void End()
    {
        var next = _last + Interval;
        if (!_isPaused && next > clock.GetUtcNow())
        {
            Remember(next);
        }
    }

    /// <summary>Waits until something may be said.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when that is beyond the time for one run.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var left = settings.DeliveryTime - clock.GetElapsedTime(_started);
        var next = _last + Interval;
        var pause = (next > _notBefore ? next : _notBefore) - clock.GetUtcNow();
        if (left - ShortestCall < (pause > TimeSpan.Zero ? pause : TimeSpan.Zero))
        {
            return false;
        }

        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Asks the chat for something. No call outlasts the time for one run: a check is not held up by a chat that hangs. The chat answers in real time,
    /// whatever the lab's clock does.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ChatException">As the call; <see cref="ChatFault.Unsure"/> when the time is over.</exception>
    public async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Left);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChatException(ChatFault.Unsure, "time_is_over", "The chat had not answered when the time for one run was over.");
        }
    }

    private TimeSpan Interval => TimeSpan.FromSeconds(1.0 / settings.MostPerSecond);

    // No pause is longer than an hour: a clock that was set back must not silence the lab.
    private static DateTimeOffset Remembered(IDatasetDatabase database, TimeProvider clock) =>
        DateTimeOffset.TryParseExact(database.ReadNote(NotBefore), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        && moment - clock.GetUtcNow() <= TimeSpan.FromHours(1)
            ? moment
            : DateTimeOffset.MinValue;

    private void Remember(DateTimeOffset? moment) =>
        gate.WriteOwn((own, lease) => own.WriteNote(NotBefore, moment?.ToString("O", CultureInfo.InvariantCulture), lease));
}
