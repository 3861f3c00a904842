using MicroStatus.Checks;
using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Messages.Delivery;

/// <summary>Delivers what waits, outside a check and by the same rules: under the lease, on the node whose checks may act, and in Active mode only.</summary>
/// <param name="backend">The outside world.</param>
/// <param name="settings">The settings.</param>
public sealed class PendingMessages(IBackend backend, StatusSettings settings)
{
    /// <summary>Delivers.</summary>
    /// <param name="host">This node.</param>
    /// <param name="cancellationToken">Stops between two messages, or in a pause.</param>
    /// <returns>What was done. Its fault counts as told: a person sees it.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>: a check runs. <c>CheckHostOther</c>, <c>LeaseLost</c>, and database errors as documented at
    /// <see cref="IDatabaseFiles.Open"/>.</exception>
    public async Task<OutboxRunResult> DeliverAsync(string host, CancellationToken cancellationToken)
    {
        using var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadWrite, cancellationToken);
        var lease = database.AcquireLease(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            var state = database.ReadMonitorState();
            CheckHosts.Require(settings, host, state);
            using var log = backend.OpenLog(settings);
            var mode = settings.Lab.Mode == CheckMode.Observe ? CheckMode.Observe : state.Mode;
            Claim(database, lease, mode, state, host);
            var gate = new ActGate(database, lease, mode);
            var run = new OutboxRun(() => backend.OpenChat(settings), database, gate, backend.Files, log, settings, backend.Clock(settings));
            var result = await run.RunAsync(cancellationToken).ConfigureAwait(false);
            run.NoteTold(result);
            return result;
        }
    }

    // As for a check: the first node that acts is the one from then on.
    private void Claim(IDatasetDatabase database, ILeaseHold lease, CheckMode mode, MonitorState state, string host)
    {
        var claimed = state with { CheckHost = settings.Lab.CheckHost ?? host };
        if (mode == CheckMode.Active && claimed != state)
        {
            database.WriteMonitorState(claimed, lease);
        }
    }
}
