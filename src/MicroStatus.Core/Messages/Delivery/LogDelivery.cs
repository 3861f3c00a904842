using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Messages.Delivery;

/// <summary>Delivers what is due to the log, in order, where messages are off (lab.md §10).</summary>
/// <param name="log">The log.</param>
/// <param name="database">The database.</param>
/// <param name="gate">Every write passes here.</param>
/// <param name="settings">The time for one run.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class LogDelivery(ICheckLog log, IDatasetDatabase database, IActGate gate, MessageSettings settings, TimeProvider clock)
{
    /// <summary>Writes until nothing is due, the log cannot be written, or the time for one run is over.</summary>
    /// <param name="cancellationToken">Stops between two messages.</param>
    /// <returns>What was done; a log that cannot be written lets messages wait.</returns>
    public DeliveryResult Run(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var waiting = new Queue<OutboxEntry>(database.Outbox.Find(OutboxRun.Waiting, cancellationToken));
        var sent = 0;
        string? reason = null;
        while (reason is null && waiting.TryPeek(out var entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (clock.GetElapsedTime(started) >= settings.DeliveryTime)
            {
                reason = DeliveryResult.TimeIsOver;
            }
            else if (!IsWritten(entry))
            {
                reason = $"The log cannot be written: {log.Fault}";
            }
            else
            {
                gate.WriteOwn((own, lease) => own.Outbox.NoteSent(entry, receipt: null, thread: null, clock.GetUtcNow(), lease));
                waiting.Dequeue();
                sent++;
            }
        }

        var pictures = reason is null ? LogPictures(cancellationToken) : 0;
        return DeliveryResult.Nothing with { Sent = sent, Waiting = waiting.Count, PicturesSent = pictures, Reason = reason, IsProofOfChat = false };
    }

    // Those of messages that were sent before messages were turned off, too.
    private int LogPictures(CancellationToken cancellationToken)
    {
        var logged = 0;
        foreach (var entry in database.Outbox.Find(OutboxRun.WaitingPictures, cancellationToken).Where(entry => entry.State == OutboxState.Sent).ToList())
        {
            log.Information($"Picture ({entry.Kind}): {entry.Picture!.File}");
            if (log.Fault is not null)
            {
                break;
            }

            var written = entry.Picture with { State = OutboxState.Sent, Sent = clock.GetUtcNow(), NextTry = null, LastError = null };
            gate.WriteOwn((own, lease) => own.Outbox.NotePicture(entry, written, lease));
            logged++;
        }

        return logged;
    }

    private bool IsWritten(OutboxEntry entry)
    {
        var line = $"Message ({entry.Kind}): {entry.Text}";
        if (entry.Severity == MessageSeverity.Information)
        {
            log.Information(line);
        }
        else
        {
            log.Warning(line);
        }

        return log.Fault is null;
    }
}
