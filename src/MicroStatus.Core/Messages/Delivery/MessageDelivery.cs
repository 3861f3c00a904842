using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>Delivers what is due: each message once, a dataset's messages in their order and in one thread, no faster than the channel allows.</summary>
/// <remarks>An attempt is noted before it is made and after it has ended. What a crash or a lost answer leaves in between is looked for in the
/// chat before it is sent again; where the token may not look, it is sent once more and says so.</remarks>
/// <param name="chat">The chat.</param>
/// <param name="database">The database.</param>
/// <param name="gate">Every write and every post passes here.</param>
/// <param name="settings">The settings.</param>
/// <param name="clock">The machine's clock.</param>
public sealed class MessageDelivery(IChat chat, IDatasetDatabase database, IActGate gate, StatusSettings settings, TimeProvider clock)
{
    private const string RepeatNote = "May be a repeat: the answer to the first attempt was lost, and the channel's history may not be read.";

    private readonly MessageSettings _messages = settings.Messages;
    private readonly DatasetCard _card = new(settings.Storage);
    private readonly List<OutboxEntry> _refused = [];
    private readonly DeliveryPace _pace = new(database, gate, settings.Messages, clock);
    private readonly DeliveryThreads _threads = new(chat, database, gate);
    private int _failures;
    private int _sent;
    private ChatException? _channelFault;
    private string? _reason;
    private string? _lastFault;

    /// <summary>Delivers until nothing more is due, or the time for one run is over.</summary>
    /// <param name="cancellationToken">Stops between two messages, or in a pause.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task<DeliveryResult> RunAsync(CancellationToken cancellationToken)
    {
        var queue = new DeliveryQueue(database.Outbox.Find(OutboxRun.Waiting, cancellationToken));
        while (_reason is null && queue.Next(clock.GetUtcNow()) is { } entry)
        {
            if (!await _pace.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                _reason = _lastFault ?? _pace.Why ?? DeliveryResult.TimeIsOver;
                break;
            }

            await DeliverAsync(entry, queue, cancellationToken).ConfigureAwait(false);
        }

        var updated = _channelFault is null && _failures == 0 ? await UpdateCardsAsync(cancellationToken).ConfigureAwait(false) : 0;
        _pace.End();
        return new DeliveryResult
        {
            Sent = _sent,
            Waiting = queue.Count,
            Updated = updated,
            Refused = _refused,
            ChannelFault = _channelFault,
            Reason = _reason ?? (queue.Count > 0 ? _lastFault ?? queue.FirstToWait?.LastError : null),
            IsProofOfChat = _sent > 0 || updated > 0,
        };
    }

    // One message: found to be there already, accepted, or to be tried again.
    private async Task DeliverAsync(OutboxEntry entry, DeliveryQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            var thread = await _pace.InTimeAsync(token => _threads.OfAsync(entry.Id, token), cancellationToken).ConfigureAwait(false);
            var mayBeRepeat = entry.MayBeRepeat;
            if (entry.State is OutboxState.Sending or OutboxState.Unsure)
            {
                if (!IsSettled(entry))
                {
                    queue.Block(entry);
                    return;
                }

                var search = await FindAsync(entry, thread, cancellationToken).ConfigureAwait(false);
                if (search.Receipt is { } found)
                {
                    Accepted(entry, found, thread, queue, isFound: true);
                    return;
                }

                if (!search.IsCertain && entry.MayBeRepeat)
                {
                    // Twice without an answer: again only when the chat answers at all. A message is rather said once too often than never.
                    _ = await _pace.InTimeAsync(chat.IdentifyAsync, cancellationToken).ConfigureAwait(false);
                }

                mayBeRepeat |= !search.IsCertain;
            }

            await PostAsync(entry, thread, mayBeRepeat, queue, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            Failed(entry, queue, e, isUnsure: entry.State is OutboxState.Sending or OutboxState.Unsure);
        }
    }

    private async Task<(ChatReceipt? Receipt, bool IsCertain)> FindAsync(OutboxEntry entry, MessageThread? thread, CancellationToken cancellationToken)
    {
        try
        {
            // The chat knows nothing of a demo lab's clock.
            var since = (entry.Tried ?? entry.Created) - _messages.SettleTime - settings.Demo.ClockOffset;
            return (await _pace.InTimeAsync(token => chat.FindAsync(entry.Key, thread?.Parent, since, token), cancellationToken).ConfigureAwait(false), true);
        }
        catch (ChatException e) when (e.Fault == ChatFault.NotPermitted)
        {
            return (null, false);
        }
    }

    private async Task PostAsync(OutboxEntry entry, MessageThread? thread, bool mayBeRepeat, DeliveryQueue queue, CancellationToken cancellationToken)
    {
        if (!gate.MayAct())
        {
            throw new InvalidOperationException("Messages are delivered by a check that may act only.");
        }

        var content = ContentOf(entry, mayBeRepeat, isFirst: thread is null);
        gate.WriteOwn((own, lease) => own.Outbox.NoteBegun(entry, clock.GetUtcNow(), mayBeRepeat, lease));
        _pace.NoteCall();
        ChatReceipt receipt;
        try
        {
            var post = new ChatPost(entry.Key, content, thread?.Parent, entry.Broadcast && thread is not null);
            receipt = await _pace.InTimeAsync(token => chat.PostAsync(post, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e) when (e.Fault == ChatFault.ThreadGone && thread is not null)
        {
            // Its first message was deleted by a person: what is to be said becomes the first message of another thread.
            _threads.Forget(thread.Id);
            await PostAsync(entry, thread: null, mayBeRepeat, queue, cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (ChatException e)
        {
            Failed(entry, queue, e, isUnsure: e.Fault == ChatFault.Unsure);
            return;
        }
        catch (OperationCanceledException)
        {
            NoteFailed(entry, OutboxState.Unsure, "Delivery was stopped before the chat had answered.", clock.GetUtcNow() + _messages.SettleTime);
            throw;
        }

        Accepted(entry, receipt, thread, queue, isFound: false);
    }

    private void Accepted(OutboxEntry entry, ChatReceipt receipt, MessageThread? thread, DeliveryQueue queue, bool isFound)
    {
        // What a message that was found shows is what was so when it was sent: it is due to be brought up to date.
        var opened = thread is null && entry.Id is { } id
            ? new MessageThread(id, entry.Key, receipt, ChatContentJson.Write(ContentOf(entry, entry.MayBeRepeat, isFirst: !isFound)), isFound ? 1 : 0)
            : null;
        _pace.Resume();
        gate.WriteOwn((own, lease) => own.Outbox.NoteSent(entry, receipt, opened, clock.GetUtcNow(), lease));
        _failures = 0;
        _lastFault = null;
        _sent++;
        queue.Complete(entry);
    }

    private void Failed(OutboxEntry entry, DeliveryQueue queue, ChatException e, bool isUnsure)
    {
        if (e.Fault is ChatFault.MessageRefused or ChatFault.ThreadGone && !isUnsure)
        {
            Refused(entry, queue, e.Message);
            return;
        }

        _failures++;
        _lastFault = e.Message;
        var growing = DeliveryPause.After(_failures, _messages.FirstPause);
        var pause = e.RetryAfter is { } asked && asked > growing ? asked : growing;
        var state = isUnsure ? OutboxState.Unsure : OutboxState.Pending;
        NoteFailed(entry, state, e.Message, clock.GetUtcNow() + (isUnsure && _messages.SettleTime > pause ? _messages.SettleTime : pause));
        _pace.Pause(pause);
        if (e.Fault is ChatFault.ChannelRefused or ChatFault.NotPermitted)
        {
            (_channelFault, _reason) = (e, e.Message);
        }

        // Of a pause that is the channel's, the message itself need not know.
        if (isUnsure)
        {
            queue.Block(entry);
        }
    }

    private void Refused(OutboxEntry entry, DeliveryQueue queue, string reason)
    {
        NoteFailed(entry, OutboxState.Failed, reason, next: null);
        _refused.Add(entry with { State = OutboxState.Failed, LastError = reason });
        queue.Complete(entry);
    }

    private void NoteFailed(OutboxEntry entry, OutboxState state, string reason, DateTimeOffset? next) =>
        gate.WriteOwn((own, lease) => own.Outbox.NoteFailed(entry, state, reason, next, lease));

    // An attempt whose answer was lost may still be on its way.
    private bool IsSettled(OutboxEntry entry) => entry.Tried is not { } tried || clock.GetUtcNow() - tried >= _messages.SettleTime;

    private ChatContent ContentOf(OutboxEntry entry, bool mayBeRepeat, bool isFirst) => new()
    {
        Severity = entry.Severity,
        Text = entry.Text,
        Code = entry.Code,
        Facts = isFirst && entry.Id is { } id && database.FindDataset(id) is { } dataset ? _card.Of(dataset) : [],
        Footer = mayBeRepeat ? RepeatNote : null,
    };

    private async Task<int> UpdateCardsAsync(CancellationToken cancellationToken)
    {
        var cards = new CardUpdates(chat, database, gate, _card, _threads, _pace);
        var updated = await cards.RunAsync(cancellationToken).ConfigureAwait(false);
        (_reason, _channelFault) = (cards.Reason ?? _reason, cards.ChannelFault);
        return updated;
    }
}
