using MicroStatus.Checks;
using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>The threads of datasets in the channel that is configured now: one that stands in another channel is nobody's any more.</summary>
/// <param name="chat">The chat.</param>
/// <param name="database">The database.</param>
/// <param name="gate">Writes.</param>
internal sealed class DeliveryThreads(IChat chat, IDatasetDatabase database, IActGate gate)
{
    private string? _channel;
    private bool _isAsked;

    /// <summary>A dataset's thread.</summary>
    /// <param name="id">The dataset's id; null for a message about none.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The thread; null when there is none in this channel.</returns>
    /// <exception cref="ChatException">The chat cannot be asked for its channel.</exception>
    public async Task<MessageThread?> OfAsync(long? id, CancellationToken cancellationToken)
    {
        if (id is not { } dataset || database.Outbox.ReadThread(dataset) is not { } thread)
        {
            return null;
        }

        if (await IsHereAsync(thread, cancellationToken).ConfigureAwait(false))
        {
            return thread;
        }

        Forget(dataset);
        return null;
    }

    /// <summary>Whether a thread stands in the channel that is configured now; where the channel's id may not be asked for, it does.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>True when it does.</returns>
    /// <exception cref="ChatException">The chat cannot be asked.</exception>
    public async Task<bool> IsHereAsync(MessageThread thread, CancellationToken cancellationToken)
    {
        if (!_isAsked)
        {
            _channel = await chat.FindChannelAsync(cancellationToken).ConfigureAwait(false);
            _isAsked = true;
        }

        return _channel is null || string.Equals(thread.Parent.Channel, _channel, StringComparison.Ordinal);
    }

    /// <summary>A thread is gone: what is said next opens another one.</summary>
    /// <param name="id">The dataset.</param>
    public void Forget(long id) => gate.WriteOwn((own, lease) => own.Outbox.ForgetThread(id, lease));
}
