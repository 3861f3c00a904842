namespace MicroStatus.Backend.Messages;

/// <summary>The pause that a server asks for in its header <c>Retry-After</c>.</summary>
internal static class RetryAfter
{
    /// <summary>The pause when the server names none, or one that lies in the past.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // A broken header must not silence the lab for days.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Reads the pause.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The moment, for an answer without a date of its own.</param>
    /// <returns>The pause, a second to an hour; null when the answer has no such header.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var pause = header switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - (response.Headers.Date ?? now),
            _ => (TimeSpan?)null,
        };
        return pause is { } found ? TimeSpan.FromTicks(Math.Clamp(found.Ticks, Shortest.Ticks, Longest.Ticks)) : null;
    }
}
