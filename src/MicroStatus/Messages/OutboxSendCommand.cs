using System.Globalization;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages.Delivery;

namespace MicroStatus.Messages;

/// <summary>The base of cmdlets that say something: each message is added to the outbox at once, and all are delivered at the end of the pipeline.</summary>
/// <remarks>A crash loses nothing: what is in the outbox is delivered by the next status check.</remarks>
public abstract class OutboxSendCommand : DatasetSelectCommand
{
    private readonly Dictionary<string, Batch> _batches = new(StringComparer.Ordinal);

    /// <summary>This node.</summary>
    protected static string Machine => Environment.MachineName;

    /// <summary>Refuses a database that is observed only: nothing is delivered there.</summary>
    /// <param name="cancellationToken">Ends waits.</param>
    /// <exception cref="StatusException"><c>MonitorObserves</c>.</exception>
    protected void RequireActive(CancellationToken cancellationToken)
    {
        var mode = Settings.Lab.Mode == CheckMode.Observe ? CheckMode.Observe : OpenDatabase(cancellationToken).ReadMonitorState().Mode;
        if (mode == CheckMode.Observe)
        {
            throw new StatusException(
                "MonitorObserves",
                StatusErrorCategory.InvalidOperation,
                $"'{Settings.Database.Path}' is in Observe mode, in which nothing is said.",
                "Enable-StatusCheck makes it Active. Send-StatusMessage -Test posts a test message in any mode.",
                Settings.Database.Path);
        }
    }

    /// <summary>A key that no other message has.</summary>
    /// <param name="kind">How it begins.</param>
    /// <returns>The key.</returns>
    protected string NewKey(string kind) => string.Create(
        CultureInfo.InvariantCulture,
        $"{kind}|{Machine}|{Environment.ProcessId}|{Clock.GetUtcNow().UtcTicks}|{TimeProvider.System.GetTimestamp()}");

    /// <summary>Adds a message to the outbox, to be delivered when the pipeline ends.</summary>
    /// <param name="message">The message.</param>
    /// <param name="dataset">The dataset into whose thread it goes; null for the channel.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    protected void AddToOutbox(OutboxMessage message, Dataset? dataset, CancellationToken cancellationToken)
    {
        if (!_batches.TryGetValue(LoadedSettings.Path, out var batch))
        {
            _batches.Add(LoadedSettings.Path, batch = new Batch(Settings, Clock.GetUtcNow(), []));
        }

        var database = OpenForWriting(cancellationToken);
        if (dataset is null)
        {
            database.Outbox.Add([message], lease: null);
        }
        else
        {
            var change = new DatasetChangeSet { Id = dataset.Id, Name = dataset.Name, Path = dataset.Path ?? string.Empty, Messages = [message] };
            if (database.Apply([change], ownTablesOnly: false, lease: null)[0].Error is { } error)
            {
                throw error;
            }
        }

        batch.Keys.Add(message.DeduplicationKey);
    }

    /// <inheritdoc/>
    protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var batch in _batches.Values)
        {
            await DeliverAsync(batch.Settings, cancellationToken);
            using var database = Backend.DatabaseFiles(batch.Settings).Open(DatabaseAccess.ReadOnly, cancellationToken);
            var said = database.Outbox.Find(new OutboxFilter { Since = batch.Since }, cancellationToken).Where(entry => batch.Keys.Contains(entry.Key));
            foreach (var entry in said)
            {
                Said(entry);
            }
        }
    }

    /// <summary>Hears what became of a message.</summary>
    /// <param name="entry">The message as it stands after the delivery.</param>
    protected virtual void Said(OutboxEntry entry) => Emit(entry);

    /// <summary>Tells what a person should know of a delivery.</summary>
    /// <param name="result">The delivery.</param>
    /// <param name="settings">The lab's settings.</param>
    protected void Tell(OutboxRunResult result, StatusSettings settings)
    {
        foreach (var refused in result.Delivery.Refused)
        {
            Report(
                new StatusException(
                    "MessageRefused",
                    StatusErrorCategory.InvalidData,
                    $"A message ({refused.Kind}) was not sent, and will not be: {refused.LastError}",
                    "Get-StatusMessage -State Failed shows it.",
                    refused),
                refused);
        }

        foreach (var refused in result.Delivery.RefusedPictures)
        {
            Report(
                new StatusException(
                    "PictureRefused",
                    StatusErrorCategory.InvalidData,
                    $"The picture of a message ({refused.Kind}) was not uploaded, and will not be: {refused.Picture!.LastError}",
                    "Get-StatusMessage -State Sent | Format-List shows it.",
                    refused),
                refused);
        }

        if (result.Fault is { } fault)
        {
            Report(fault);
        }
        else if (result.Delivery is { Reason: { } reason, Waiting: > 0 })
        {
            Warn(string.Create(CultureInfo.InvariantCulture, $"Messages that wait for a later delivery: {result.Delivery.Waiting}. {reason}"));
        }

        if (!settings.Messages.MessagesEnabled && result.Delivery.Sent > 0)
        {
            Warn($"Messages are off (Messages:MessagesEnabled): texts went to the log in '{settings.Logging.Folder}'.");
        }
    }

    private async Task DeliverAsync(StatusSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            Tell(await new PendingMessages(Backend, settings).DeliverAsync(Machine, cancellationToken), settings);
        }
        catch (StatusException e) when (e.ErrorId is "LeaseHeld" or "CheckHostOther" or "LeaseLost")
        {
            Warn($"The message is in the outbox, and a check delivers it. {e.Message}");
        }
    }

    private sealed record Batch(StatusSettings Settings, DateTimeOffset Since, HashSet<string> Keys);
}
