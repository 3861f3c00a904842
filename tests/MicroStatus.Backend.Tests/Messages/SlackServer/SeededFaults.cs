namespace MicroStatus.Testing.Slack;

/// <summary>Faults by chance, the same ones for the same seed: they depend on the method and the call's number in it, not on the
/// moment.</summary>
public sealed class SeededFaults(int seed) : IFaultPlan
{
    /// <summary>How often a call fails, 0 to 1.</summary>
    public double Share { get; init; } = 0.3;

    /// <summary>Methods that fail; null for all.</summary>
    public IReadOnlySet<string>? Methods { get; init; }

    /// <summary>Faults of which one is drawn. What a person would have to repair is not among them.</summary>
    public IReadOnlyList<SlackFault> Faults { get; init; } =
    [
        SlackFault.Refuse("internal_error"),
        SlackFault.Refuse("ratelimited", "1"),
        SlackFault.TooMany("1"),
        new(FaultKind.FailBefore),
        new(FaultKind.FailAfter, Status: 503),
        new(FaultKind.HangBefore),
        new(FaultKind.HangAfter),
        new(FaultKind.ResetBefore),
        new(FaultKind.ResetAfter),
        new(FaultKind.CutAfter),
        new(FaultKind.StallAfter),
        new(FaultKind.GarbageAfter),
        new(FaultKind.SlowAfter),
    ];

    public SlackFault For(ReceivedCall call)
    {
        if (Methods?.Contains(call.Method) == false)
        {
            return SlackFault.None;
        }

        var number = new Random(Mix(call.Method, call.OrderOfMethod));
        return number.NextDouble() < Share ? Faults[number.Next(Faults.Count)] : SlackFault.None;
    }

    // A text's own hash code differs from process to process.
    private int Mix(string method, int order)
    {
        var hash = unchecked((uint)seed * 2654435761u);
        foreach (var letter in method)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        return unchecked((int)((hash ^ (uint)order) * 2246822519u));
    }
}
