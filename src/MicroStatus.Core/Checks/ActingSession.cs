using MicroStatus.Configuration;
using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>The right to act outside a check, for as long as it is open: the database, its lease, and a gate, by the same rules as for checks.</summary>
public sealed class ActingSession : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ILeaseHold _lease;

    private ActingSession(IDatasetDatabase database, ILeaseHold lease, ICheckLog log)
    {
        Database = database;
        _lease = lease;
        Log = log;
        Gate = new ActGate(database, lease, CheckMode.Active);
    }

    /// <summary>The database.</summary>
    public IDatasetDatabase Database { get; }

    /// <summary>Every act passes here.</summary>
    public IActGate Gate { get; }

    /// <summary>The log of this node.</summary>
    public ICheckLog Log { get; }

    /// <summary>Opens the database and takes the lease; a check that runs is waited for.</summary>
    /// <param name="backend">The outside world.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="host">This node.</param>
    /// <param name="patience">How long a check that runs is waited for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session.</returns>
    /// <exception cref="StatusException"><c>MonitorObserves</c>: another monitor acts on this database. <c>CheckHostOther</c>: another node acts.
    /// <c>LeaseHeld</c>: a check still runs. Database errors as documented at <see cref="IDatabaseFiles.Open"/>.</exception>
    public static async Task<ActingSession> OpenAsync(
        IBackend backend, StatusSettings settings, string host, TimeSpan patience, CancellationToken cancellationToken)
    {
        var database = backend.DatabaseFiles(settings).Open(DatabaseAccess.ReadWrite, cancellationToken);
        ILeaseHold? lease = null;
        try
        {
            Require(settings, host, database);
            lease = await AcquireAsync(database, patience, cancellationToken).ConfigureAwait(false);
            Require(settings, host, database); // another check may have taken over while this one waited
            return new ActingSession(database, lease, backend.OpenLog(settings));
        }
        catch
        {
            if (lease is not null)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }

            database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Log.Dispose();
        await _lease.DisposeAsync().ConfigureAwait(false);
        Database.Dispose();
    }

    private static async Task<ILeaseHold> AcquireAsync(IDatasetDatabase database, TimeSpan patience, CancellationToken cancellationToken)
    {
        for (var left = patience; ; left -= Pause)
        {
            try
            {
                return database.AcquireLease(cancellationToken);
            }
            catch (StatusException e) when (e.ErrorId == "LeaseHeld" && left > TimeSpan.Zero)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // In Observe mode stores and cluster are another monitor's (lab.md §6).
    private static void Require(StatusSettings settings, string host, IDatasetDatabase database)
    {
        var state = database.ReadMonitorState();
        if ((settings.Lab.Mode ?? state.Mode) == CheckMode.Observe)
        {
            throw new StatusException(
                "MonitorObserves",
                StatusErrorCategory.InvalidOperation,
                $"MicroStatus only observes '{database.Path}': another monitor acts on its datasets.",
                settings.Lab.Mode == CheckMode.Observe
                    ? "Remove Lab:Mode = Observe from the settings; then run Enable-StatusCheck when the other monitor has stopped."
                    : "Run Enable-StatusCheck when the other monitor has stopped; then try again.",
                database.Path);
        }

        CheckHosts.Require(settings, host, state);
    }
}
