namespace MicroStatus.Messages.Delivery;

/// <summary>Pauses that grow with each failure.</summary>
internal static class DeliveryPause
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait after some failures in a row.</summary>
    /// <param name="failures">How many, from one.</param>
    /// <param name="first">The first pause.</param>
    /// <returns>The pause: doubled with each failure, a quarter of an hour at most.</returns>
    public static TimeSpan After(int failures, TimeSpan first)
    {
        var doublings = Math.Clamp(failures - 1, 0, 30);
        return TimeSpan.FromTicks((long)Math.Min(Longest.Ticks, first.Ticks * Math.Pow(2, doublings)));
    }
}
