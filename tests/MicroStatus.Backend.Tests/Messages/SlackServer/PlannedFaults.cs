using System.Collections.Concurrent;

namespace MicroStatus.Testing.Slack;

/// <summary>Faults that a test names: one after the other, then the lasting one of the method, if any.</summary>
public sealed class PlannedFaults : IFaultPlan
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SlackFault>> _next = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, SlackFault> _lasting = new(StringComparer.Ordinal);

    /// <summary>The next calls of a method fail so, one each.</summary>
    public PlannedFaults Next(string method, params ReadOnlySpan<SlackFault> faults)
    {
        var queue = _next.GetOrAdd(method, _ => new ConcurrentQueue<SlackFault>());
        foreach (var fault in faults)
        {
            queue.Enqueue(fault);
        }

        return this;
    }

    /// <summary>Every call of a method fails so from now on; <see cref="SlackFault.None"/> ends it.</summary>
    public PlannedFaults Lasting(string method, SlackFault fault)
    {
        _lasting[method] = fault;
        return this;
    }

    public SlackFault For(ReceivedCall call) =>
        _next.TryGetValue(call.Method, out var queue) && queue.TryDequeue(out var fault)
            ? fault
            : _lasting.GetValueOrDefault(call.Method, SlackFault.None);
}
