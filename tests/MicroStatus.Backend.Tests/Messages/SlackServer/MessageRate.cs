namespace MicroStatus.Testing.Slack;

/// <summary>A limit on messages in any one second, channel by channel.</summary>
internal sealed class MessageRate(int perSecond, TimeProvider clock)
{
    private readonly Dictionary<string, Queue<long>> _taken = new(StringComparer.Ordinal);

    /// <summary>Whether the channel takes one more message now; if so it counts.</summary>
    public bool Takes(string channel)
    {
        if (perSecond == 0)
        {
            return true;
        }

        if (!_taken.TryGetValue(channel, out var taken))
        {
            _taken[channel] = taken = new Queue<long>();
        }

        var now = clock.GetTimestamp();
        while (taken.TryPeek(out var first) && clock.GetElapsedTime(first, now) >= TimeSpan.FromSeconds(1))
        {
            taken.Dequeue();
        }

        if (taken.Count >= perSecond)
        {
            return false;
        }

        taken.Enqueue(now);
        return true;
    }
}
