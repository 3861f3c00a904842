using System.Globalization;
using MicroStatus.Acquisition;
using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Messages.Chat;

namespace MicroStatus.Messages.Delivery;

/// <summary>One run of the outbox: what is due goes to the chat, or to the log where messages are off. It knows which fault of the chat a person was
/// told of, so that each is told once.</summary>
/// <param name="openChat">Opens the chat; asked only when something is due.</param>
/// <param name="database">The database.</param>
/// <param name="gate">Every write and every post passes here; one that does not let act sends nothing.</param>
/// <param name="files">The stores, where pictures are.</param>
/// <param name="log">Where messages go that are not sent.</param>
/// <param name="settings">The settings.</param>
/// <param name="clock">The lab's clock.</param>
public sealed class OutboxRun(Func<IChat> openChat, IDatasetDatabase database, IActGate gate, IFileTree files, ICheckLog log, StatusSettings settings, TimeProvider clock)
{
    private const string ToldFault = "messages/told-fault";

    /// <summary>Messages that are neither sent nor given up.</summary>
    public static OutboxFilter Waiting { get; } = new() { States = [OutboxState.Pending, OutboxState.Sending, OutboxState.Unsure] };

    /// <summary>Messages whose pictures are neither uploaded nor given up.</summary>
    public static OutboxFilter WaitingPictures { get; } = new() { PictureStates = Waiting.States };

    /// <summary>Delivers what is due, as far as that may be done and the time for one run allows.</summary>
    /// <param name="cancellationToken">Stops between two messages, or in a pause.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>, and database errors.</exception>
    public async Task<OutboxRunResult> RunAsync(CancellationToken cancellationToken)
    {
        if (!gate.MayAct())
        {
            return Unsent(fault: null, "Not sent in this mode.", cancellationToken);
        }

        if (!settings.Messages.MessagesEnabled)
        {
            var logged = new LogDelivery(log, database, gate, settings.Messages, clock).Run(cancellationToken);
            return Result(logged, fault: null, "Written to the log");
        }

        if (!IsAnythingDue(cancellationToken))
        {
            return Result(DeliveryResult.Nothing, fault: null, "Delivered");
        }

        IChat chat;
        try
        {
            chat = openChat();
        }
        catch (StatusException e)
        {
            return Unsent(e, e.Message, cancellationToken);
        }

        var delivery = await new MessageDelivery(chat, database, gate, settings, clock).RunAsync(cancellationToken).ConfigureAwait(false);
        if (delivery.ChannelFault is null)
        {
            delivery = await new PictureDelivery(chat, database, gate, files, settings, clock).RunAsync(delivery, cancellationToken).ConfigureAwait(false);
        }

        return Result(delivery, delivery.ChannelFault is { } refusal ? Refused(refusal) : null, "Delivered");
    }

    /// <summary>Notes that a person was told of a run's fault: it is no news any more until it has changed, or was gone.</summary>
    /// <param name="result">The run.</param>
    public void NoteTold(OutboxRunResult result)
    {
        if (result is { IsNews: true, Fault: { } fault })
        {
            WriteNote(IdentityOf(fault));
        }
    }

    private static StatusException Refused(ChatException refusal) => new(
        "MessagesRefused",
        StatusErrorCategory.Permission,
        refusal.Message,
        "Messages wait, and are delivered by the first check after that.",
        refusal.Reason,
        refusal);

    private static string IdentityOf(StatusException fault) => $"{fault.ErrorId} {fault.Target}";

    private bool IsAnythingDue(CancellationToken cancellationToken) =>
        database.Outbox.Find(Waiting, cancellationToken).Any() || database.Outbox.Find(WaitingPictures, cancellationToken).Any() || database.Outbox.ReadStaleThreads().Count > 0;

    private OutboxRunResult Unsent(StatusException? fault, string reason, CancellationToken cancellationToken)
    {
        var waiting = database.Outbox.Find(Waiting, cancellationToken).Count();
        return Result(DeliveryResult.Nothing with { Waiting = waiting, Reason = reason }, fault, "Delivered");
    }

    private OutboxRunResult Result(DeliveryResult delivery, StatusException? fault, string verb)
    {
        var told = database.ReadNote(ToldFault);
        if (fault is null && told is not null && delivery.IsProofOfChat)
        {
            WriteNote(null);
        }

        return new OutboxRunResult
        {
            Delivery = delivery,
            Fault = fault,
            IsNews = fault is not null && !string.Equals(told, IdentityOf(fault), StringComparison.Ordinal),
            Note = NoteOf(delivery, verb),
        };
    }

    private void WriteNote(string? value) => gate.WriteOwn((own, lease) => own.WriteNote(ToldFault, value, lease));

    private static string? NoteOf(DeliveryResult delivery, string verb)
    {
        var sentences = new List<string>();
        if (delivery.Sent > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"{verb}: {delivery.Sent}."));
        }

        if (delivery.Waiting > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Waiting: {delivery.Waiting}."));
        }

        if (delivery.PicturesSent > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Pictures: {delivery.PicturesSent}."));
        }

        if (delivery.PicturesWaiting > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"Pictures waiting: {delivery.PicturesWaiting}."));
        }

        if (delivery is { Reason: { } reason } and not { Waiting: 0, Sent: 0, PicturesSent: 0, PicturesWaiting: 0 })
        {
            sentences.Add(reason);
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }
}
