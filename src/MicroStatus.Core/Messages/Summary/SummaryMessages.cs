namespace MicroStatus.Messages.Summary;

/// <summary>The summary as a message (lab.md §10).</summary>
public static class SummaryMessages
{
    /// <summary>Makes the message.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="key">The message's key.</param>
    /// <returns>The message: for the channel, in nobody's thread.</returns>
    public static OutboxMessage Of(DailySummary summary, string key)
    {
        var (text, names) = SummaryText.Of(summary);
        return new OutboxMessage(key, MessageKind.DailySummary, MessageSeverity.Information, text) { Code = names };
    }
}
