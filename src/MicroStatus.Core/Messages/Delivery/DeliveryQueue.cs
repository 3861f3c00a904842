namespace MicroStatus.Messages.Delivery;

/// <summary>Messages that wait, in lanes: a dataset's messages one after the other, those about no dataset likewise; lanes do not wait for each other.</summary>
internal sealed class DeliveryQueue
{
    private const long NoDataset = 0;

    private readonly Dictionary<long, Queue<OutboxEntry>> _lanes = [];
    private readonly SortedDictionary<long, OutboxEntry> _heads = [];

    /// <summary>Lines the messages up.</summary>
    /// <param name="entries">Messages that are neither sent nor failed, in the order in which they became due.</param>
    public DeliveryQueue(IEnumerable<OutboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            var lane = entry.Id ?? NoDataset;
            if (!_lanes.TryGetValue(lane, out var queue))
            {
                _lanes[lane] = queue = new Queue<OutboxEntry>();
                _heads[entry.MessageId] = entry;
            }

            queue.Enqueue(entry);
            Count++;
        }
    }

    /// <summary>Messages that still wait, those of blocked lanes too.</summary>
    public int Count { get; private set; }

    /// <summary>The oldest message that may be delivered now.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>The message; null when none is due.</returns>
    public OutboxEntry? Next(DateTimeOffset now) => _heads.Values.FirstOrDefault(entry => entry.NextTry is null || entry.NextTry <= now);

    /// <summary>The message that is tried again first, of those that wait for a moment of their own; null when none does.</summary>
    public OutboxEntry? FirstToWait => _heads.Values.Where(entry => entry.NextTry is not null).MinBy(entry => entry.NextTry);

    /// <summary>A message is done with: the next one of its lane moves up.</summary>
    /// <param name="entry">The message.</param>
    public void Complete(OutboxEntry entry)
    {
        Count--;
        Block(entry);
        var queue = _lanes[entry.Id ?? NoDataset];
        _ = queue.Dequeue();
        if (queue.TryPeek(out var next))
        {
            _heads[next.MessageId] = next;
        }
    }

    /// <summary>A message must wait: its lane waits with it, for the rest of this run.</summary>
    /// <param name="entry">The message.</param>
    public void Block(OutboxEntry entry) => _heads.Remove(entry.MessageId);
}
