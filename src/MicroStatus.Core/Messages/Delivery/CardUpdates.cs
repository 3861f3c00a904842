using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>Brings the first messages of threads up to date: each shows its dataset's present state, with one update however much happened.</summary>
/// <param name="chat">The chat.</param>
/// <param name="database">The database.</param>
/// <param name="gate">Every write and every update passes here.</param>
/// <param name="card">What they show.</param>
/// <param name="threads">The threads.</param>
/// <param name="pace">How fast.</param>
internal sealed class CardUpdates(IChat chat, IDatasetDatabase database, IActGate gate, DatasetCard card, DeliveryThreads threads, DeliveryPace pace)
{
    /// <summary>Why it ended early, or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>Why nothing can be said until a person changes something, or null.</summary>
    public ChatException? ChannelFault { get; private set; }

    /// <summary>Updates what is stale, as far as the time for one run allows.</summary>
    /// <param name="cancellationToken">Stops between two updates, or in a pause.</param>
    /// <returns>How many were updated.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var updated = 0;
        foreach (var thread in database.Outbox.ReadStaleThreads())
        {
            if (database.FindDataset(thread.Id) is not { } dataset || ChatContentJson.Read(thread.Shown) is not { } shown || !await IsHereAsync(thread, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var json = ChatContentJson.Write(shown with { Facts = card.Of(dataset) });
            if (string.Equals(json, thread.Shown, StringComparison.Ordinal))
            {
                continue;
            }

            if (!await pace.WaitAsync(cancellationToken).ConfigureAwait(false) || !await TryUpdateAsync(thread, json, cancellationToken).ConfigureAwait(false))
            {
                break;
            }

            updated++;
        }

        return updated;
    }

    private async Task<bool> TryUpdateAsync(MessageThread thread, string json, CancellationToken cancellationToken)
    {
        if (!gate.MayAct())
        {
            return false;
        }

        pace.NoteCall();
        try
        {
            await pace.InTimeAsync(
                async token =>
                {
                    await chat.UpdateAsync(thread.Parent, ChatContentJson.Read(json)!, thread.Key, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e) when (e.Fault == ChatFault.MessageRefused)
        {
            // Deleted by a person, or too old to be edited: it stays as it is.
        }
        catch (ChatException e)
        {
            Reason = e.Message;
            ChannelFault = e.Fault is ChatFault.ChannelRefused ? e : null;
            return false;
        }

        gate.WriteOwn((own, lease) => own.Outbox.WriteThread(thread with { Shown = json }, lease));
        return true;
    }

    private async Task<bool> IsHereAsync(MessageThread thread, CancellationToken cancellationToken)
    {
        try
        {
            return await pace.InTimeAsync(token => threads.IsHereAsync(thread, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            Reason = e.Message;
            return false;
        }
    }
}
