using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>What is said about reports of instrument usage (lab.md §10, §11).</summary>
/// <param name="catalogue">The texts.</param>
public sealed class UsageMessages(MessageCatalogue catalogue)
{
    /// <summary>The usage of a dataset could not be reported: said once a dataset, whatever fails later.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="reason">Why, in a sentence: what the scheduler answered is <see cref="MessageValue.Code"/>.</param>
    /// <returns>The message.</returns>
    public OutboxMessage NotReported(MessageSubject subject, MessageValue reason) => catalogue.Compose(
        MessageKind.UsageNotReported,
        subject.RowKey(MessageKind.UsageNotReported, MessageKey.Once),
        subject,
        (MessageTable.Reason, reason));

    /// <summary>A failure on purpose, so that people see what a real one looks like.</summary>
    /// <param name="subject">The dataset.</param>
    /// <param name="key">A key that no other message has.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Test(MessageSubject subject, string key) => catalogue.Compose(
        MessageKind.UsageNotReported,
        key,
        subject,
        (MessageTable.Reason, MessageValue.Sentence("This is a test: it fails on purpose, nothing was posted, and nothing needs to be done.")));
}
