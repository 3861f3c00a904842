using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages;

/// <summary>The outbox of an open database: messages due, and what became of them. Each write is one short transaction under the lease.</summary>
/// <remarks>Errors as at <see cref="IDatasetDatabase"/>.</remarks>
public interface IOutbox
{
    /// <summary>Messages, streamed in the order in which they became due.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    IEnumerable<OutboxEntry> Find(OutboxFilter filter, CancellationToken cancellationToken);

    /// <summary>Adds messages that no change of a dataset causes; one whose key is known already is left out.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="lease">The lease, or null outside a check.</param>
    /// <returns>How many were added.</returns>
    int Add(IReadOnlyList<OutboxMessage> messages, ILeaseHold? lease);

    /// <summary>Notes that an attempt begins: from here to <see cref="NoteSent"/> nobody knows.</summary>
    /// <param name="entry">The message.</param>
    /// <param name="now">The moment.</param>
    /// <param name="mayBeRepeat">It is sent without certainty, and says so.</param>
    /// <param name="lease">The lease.</param>
    void NoteBegun(OutboxEntry entry, DateTimeOffset now, bool mayBeRepeat, ILeaseHold lease);

    /// <summary>Notes that the chat has accepted a message, and the thread that it opened.</summary>
    /// <param name="entry">The message.</param>
    /// <param name="receipt">Where it stands; null when it was written to the log.</param>
    /// <param name="thread">The thread whose first message it is, or null.</param>
    /// <param name="now">The moment.</param>
    /// <param name="lease">The lease.</param>
    void NoteSent(OutboxEntry entry, ChatReceipt? receipt, MessageThread? thread, DateTimeOffset now, ILeaseHold lease);

    /// <summary>Notes that an attempt failed, and when the next one is due.</summary>
    /// <param name="entry">The message.</param>
    /// <param name="state"><see cref="OutboxState.Pending"/>, <see cref="OutboxState.Unsure"/> or <see cref="OutboxState.Failed"/>; with the last one its
    /// picture is left out.</param>
    /// <param name="reason">Why.</param>
    /// <param name="nextTry">Not before this; null for <see cref="OutboxState.Failed"/>.</param>
    /// <param name="lease">The lease.</param>
    void NoteFailed(OutboxEntry entry, OutboxState state, string reason, DateTimeOffset? nextTry, ILeaseHold lease);

    /// <summary>Notes where the picture of a message stands.</summary>
    /// <param name="entry">The message.</param>
    /// <param name="picture">Its picture from here on; file and title stay as they are.</param>
    /// <param name="lease">The lease.</param>
    void NotePicture(OutboxEntry entry, OutboxPicture picture, ILeaseHold lease);

    /// <summary>A dataset's thread.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <returns>The thread; null when none was opened.</returns>
    MessageThread? ReadThread(long id);

    /// <summary>Threads whose datasets changed since their first message was last brought up to date.</summary>
    /// <returns>The threads.</returns>
    IReadOnlyList<MessageThread> ReadStaleThreads();

    /// <summary>Notes what a thread's first message shows now.</summary>
    /// <param name="thread">The thread; a change of its dataset since it was read keeps it due.</param>
    /// <param name="lease">The lease.</param>
    void WriteThread(MessageThread thread, ILeaseHold lease);

    /// <summary>Forgets a thread whose first message is gone: the dataset's next message opens another one.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <param name="lease">The lease.</param>
    void ForgetThread(long id, ILeaseHold lease);

    /// <summary>When the chat last accepted a message.</summary>
    /// <returns>The moment; null before the first one.</returns>
    DateTimeOffset? ReadLastSent();
}
