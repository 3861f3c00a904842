using MicroStatus.Messages.Catalogue;

namespace MicroStatus.Messages;

/// <summary>What is said about moves from FastStore to Hive, and about what follows them (lab.md §8, §10).</summary>
/// <param name="catalogue">The texts.</param>
public sealed class MoveMessages(MessageCatalogue catalogue)
{
    /// <summary>A dataset has moved.</summary>
    /// <param name="subject">The dataset, with its id; its folder is the new one, as Windows machines show it.</param>
    /// <param name="move">What tells this move from others of the dataset: its run id, or of a move of the web page the time of its done marker.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Moved(MessageSubject subject, string move) => Message(subject, MessageKind.Moved, move);

    /// <summary>A move has failed and is not tried again by itself.</summary>
    /// <param name="subject">The dataset, with its id; its folder is the one on FastStore.</param>
    /// <param name="move">What tells this move from others of the dataset: its run id, or of a move of the web page the time of its error marker.</param>
    /// <param name="reason">Why, in a sentence; what the error marker holds is <see cref="MessageValue.Code"/>.</param>
    /// <param name="log">The log as Windows machines show it, or null.</param>
    /// <returns>The message.</returns>
    public OutboxMessage Failed(MessageSubject subject, string move, MessageValue reason, string? log) => Message(
        subject,
        MessageKind.MoveFailed,
        move,
        (MessageTable.Reason, reason),
        (MessageTable.File, MessageValue.Code(log)));

    /// <summary>The Imaris file of a moved dataset could not be moved to where it is shared.</summary>
    /// <param name="subject">The dataset, with its id.</param>
    /// <param name="file">The Imaris file's name.</param>
    /// <param name="since">When publishing it first failed: it makes the episode.</param>
    /// <param name="reason">Why, in a sentence.</param>
    /// <returns>The message.</returns>
    public OutboxMessage PublishFailed(MessageSubject subject, string file, DateTimeOffset since, MessageValue reason) => Message(
        subject,
        MessageKind.PublishFailed,
        MessageKey.At(since),
        (MessageTable.File, MessageValue.Code(file)),
        (MessageTable.Reason, reason));

    private OutboxMessage Message(MessageSubject subject, string kind, string episode, params IReadOnlyList<(string, MessageValue)> values) =>
        catalogue.Compose(kind, subject.RowKey(kind, episode), subject, values);
}
