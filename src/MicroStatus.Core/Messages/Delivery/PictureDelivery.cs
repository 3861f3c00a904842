using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>Uploads the pictures of messages that were sent, each into its dataset's thread. None holds up a message, or another picture.</summary>
/// <remarks>An upload is noted before it is made and after it has ended. What a crash or a lost answer leaves in between is looked for in the thread; where the token
/// may not look, it is uploaded once more, and never a third time.</remarks>
/// <param name="chat">The chat.</param>
/// <param name="database">The database.</param>
/// <param name="gate">Every write and every upload passes here.</param>
/// <param name="files">The stores.</param>
/// <param name="settings">The settings.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class PictureDelivery(IChat chat, IDatasetDatabase database, IActGate gate, IFileTree files, StatusSettings settings, TimeProvider clock)
{
    private const string LostTwice = "The answers to two uploads were lost, and the channel's history may not be read: the picture may stand there, and is not uploaded again.";

    private readonly MessageSettings _messages = settings.Messages;
    private readonly DeliveryPace _pace = new(database, gate, settings.Messages with { DeliveryTime = settings.Messages.PictureTime }, clock);
    private readonly DeliveryThreads _threads = new(chat, database, gate);
    private readonly PicturePlaces _places = new(settings, files, database);
    private readonly List<OutboxEntry> _refused = [];
    private int _failures;
    private int _sent;
    private int _waiting;
    private ChatException? _channelFault;
    private string? _reason;

    /// <summary>Uploads what is due, as far as the time for pictures allows.</summary>
    /// <param name="delivery">What was done before, with the messages.</param>
    /// <param name="cancellationToken">Stops between two pictures, or in a pause.</param>
    /// <returns>The same, with what became of pictures.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task<DeliveryResult> RunAsync(DeliveryResult delivery, CancellationToken cancellationToken)
    {
        var entries = database.Outbox.Find(OutboxRun.WaitingPictures, cancellationToken).Where(entry => entry.State == OutboxState.Sent).ToList();
        if (entries.Count == 0)
        {
            return delivery;
        }

        foreach (var entry in entries)
        {
            var picture = entry.Picture!;
            if (_reason is not null || picture.NextTry > clock.GetUtcNow() || !await _pace.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                _waiting++;
                continue;
            }

            await DeliverAsync(entry, picture, cancellationToken).ConfigureAwait(false);
        }

        _pace.End();
        return delivery with
        {
            PicturesSent = _sent,
            PicturesWaiting = _waiting,
            RefusedPictures = _refused,
            ChannelFault = _channelFault,
            Reason = delivery.Reason ?? _reason,
            IsProofOfChat = delivery.IsProofOfChat || _sent > 0,
        };
    }

    private async Task DeliverAsync(OutboxEntry entry, OutboxPicture picture, CancellationToken cancellationToken)
    {
        var isUnsure = picture.State is OutboxState.Sending or OutboxState.Unsure;
        try
        {
            var row = entry.Id is { } id ? database.FindDataset(id) : null;
            var thread = await ThreadOfAsync(entry, cancellationToken).ConfigureAwait(false);
            if (isUnsure)
            {
                if (clock.GetUtcNow() - picture.Tried < _messages.SettleTime)
                {
                    _waiting++;
                    return;
                }

                var found = await IsUploadedAsync(entry, picture, thread, cancellationToken).ConfigureAwait(false);
                if (found == true)
                {
                    Accepted(entry, picture);
                    return;
                }

                if (found is null && picture.MayBeRepeat)
                {
                    GiveUp(entry, picture, LostTwice);
                    return;
                }

                picture = picture with { MayBeRepeat = picture.MayBeRepeat || found is null };
            }

            await UploadAsync(entry, picture, row, thread, cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            Failed(entry, picture, e, isUnsure);
        }
    }

    // The dataset's thread; below the message itself where there is no dataset; the channel where the thread is gone.
    private async Task<ChatReceipt?> ThreadOfAsync(OutboxEntry entry, CancellationToken cancellationToken) => entry.Id is { } id
        ? (await _pace.InTimeAsync(token => _threads.OfAsync(id, token), cancellationToken).ConfigureAwait(false))?.Parent
        : entry.Receipt;

    private async Task<bool?> IsUploadedAsync(OutboxEntry entry, OutboxPicture picture, ChatReceipt? thread, CancellationToken cancellationToken)
    {
        try
        {
            // The chat knows nothing of a demo lab's clock.
            var since = (picture.Tried ?? entry.Created) - _messages.SettleTime - settings.Demo.ClockOffset;
            return await _pace.InTimeAsync(token => chat.IsUploadedAsync(ChatPictureOf(picture, picture.File), thread, since, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e) when (e.Fault == ChatFault.NotPermitted)
        {
            return null;
        }
    }

    private async Task UploadAsync(OutboxEntry entry, OutboxPicture picture, Dataset? row, ChatReceipt? thread, CancellationToken cancellationToken)
    {
        var place = _places.Find(picture, row);
        if (place.File is not { } file)
        {
            if (place.IsPassing)
            {
                Later(entry, picture, place.Reason!, asked: null);
            }
            else
            {
                GiveUp(entry, picture, place.Reason!);
            }

            return;
        }

        if (!gate.MayAct())
        {
            throw new InvalidOperationException("Pictures are uploaded by a check that may act only.");
        }

        var begun = picture with { State = OutboxState.Sending, Attempts = picture.Attempts + 1, Tried = clock.GetUtcNow(), NextTry = null };
        Note(entry, begun);
        _pace.NoteCall();
        try
        {
            await _pace.InTimeAsync(
                async token =>
                {
                    await chat.UploadAsync(ChatPictureOf(picture, file), thread, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            Failed(entry, begun, e, isUnsure: e.Fault == ChatFault.Unsure);
            return;
        }
        catch (OperationCanceledException)
        {
            Note(entry, begun with { State = OutboxState.Unsure, LastError = "The upload was stopped before the chat had answered." });
            throw;
        }

        Accepted(entry, begun);
    }

    private void Accepted(OutboxEntry entry, OutboxPicture picture)
    {
        _pace.Resume();
        _failures = 0;
        _sent++;
        Note(entry, picture with { State = OutboxState.Sent, Sent = clock.GetUtcNow(), NextTry = null, LastError = null });
    }

    private void Failed(OutboxEntry entry, OutboxPicture picture, ChatException e, bool isUnsure)
    {
        if (e.Fault is ChatFault.MessageRefused or ChatFault.ThreadGone or ChatFault.NotPermitted)
        {
            GiveUp(entry, picture, e.Message);
            return;
        }

        if (e.Fault == ChatFault.ChannelRefused)
        {
            (_channelFault, _reason) = (e, e.Message);
        }

        var growing = DeliveryPause.After(++_failures, _messages.FirstPause);
        _pace.Pause(e.RetryAfter is { } asked && asked > growing ? asked : growing);
        Later(entry, picture with { State = isUnsure ? OutboxState.Unsure : OutboxState.Pending }, e.Message, e.RetryAfter);
    }

    private void Later(OutboxEntry entry, OutboxPicture picture, string reason, TimeSpan? asked)
    {
        if (clock.GetUtcNow() - (entry.Sent ?? entry.Created) >= _messages.PictureAge)
        {
            GiveUp(entry, picture, $"It could not be uploaded for too long (Messages:PictureAge). {reason}");
            return;
        }

        var growing = DeliveryPause.After(picture.Attempts, _messages.FirstPause);
        var pause = asked > growing ? asked.Value : growing;
        _waiting++;
        Note(entry, picture with { NextTry = clock.GetUtcNow() + pause, LastError = reason });
    }

    private void GiveUp(OutboxEntry entry, OutboxPicture picture, string reason)
    {
        var given = picture with { State = OutboxState.Failed, NextTry = null, LastError = reason };
        Note(entry, given);
        _refused.Add(entry with { Picture = given });
    }

    private void Note(OutboxEntry entry, OutboxPicture picture) => gate.WriteOwn((own, lease) => own.Outbox.NotePicture(entry, picture, lease));

    private static ChatPicture ChatPictureOf(OutboxPicture picture, string file) => new(file, picture.Title);
}
