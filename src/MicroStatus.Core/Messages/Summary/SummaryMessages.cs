using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages.Summary;

/// <summary>The summary as a message (lab.md §10).</summary>
/// <param name="catalogue">The texts.</param>
public sealed class SummaryMessages(MessageCatalogue catalogue)
{
    /// <summary>Makes the message.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="key">The message's key.</param>
    /// <returns>The message: for the channel, in nobody's thread.</returns>
    public OutboxMessage Of(DailySummary summary, string key)
    {
        var (text, names) = SummaryText.Of(summary);
        return catalogue.Compose(MessageKind.DailySummary, key, (MessageTable.Text, MessageValue.With(text, names)));
    }
}
