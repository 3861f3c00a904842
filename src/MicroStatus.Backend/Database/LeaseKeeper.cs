using MicroStatus.Database;

namespace MicroStatus.Backend.Database;

/// <summary>Takes, renews and gives back the lease of one database; each act is one short transaction on a connection of its own.</summary>
/// <param name="connector">Opens connections.</param>
/// <param name="path">The database.</param>
/// <param name="duration">How long a lease holds without a sign of life.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class LeaseKeeper(DatabaseConnector connector, string path, TimeSpan duration, TimeProvider clock)
{
    /// <summary>The lab's clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>How often a holder shows that it lives.</summary>
    public TimeSpan HeartbeatInterval => duration / 3;

    /// <summary>Takes the lease.</summary>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <returns>The lease.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>.</exception>
    public Lease Take(CancellationToken cancellationToken)
    {
        using var connection = connector.OpenReadWrite(path, busyTimeout: null, cancellationToken);
        return connection.Write(() =>
        {
            var present = RequireFree(connection);
            var now = clock.GetUtcNow();
            var lease = new Lease(
                Environment.MachineName, Environment.ProcessId, Environment.UserName, now, now, now + duration, (present?.Lease.Fence ?? 0) + 1);
            new LeaseRow(lease, ProcessIdentity.StartOf(lease.ProcessId), Released: false).Write(connection);
            return lease;
        });
    }

    /// <summary>Makes sure that nobody holds the lease.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <returns>The row of the last holder, or null when there was none.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>.</exception>
    public LeaseRow? RequireFree(LabConnection connection)
    {
        var present = LeaseRow.Read(connection);
        return present is null || IsFree(present, clock.GetUtcNow())
            ? present
            : throw new StatusException(
                "LeaseHeld",
                StatusErrorCategory.Busy,
                $"A status check of '{path}' is running: {present.Describe()}. Nothing was done.",
                "Wait until it is done; if its process is gone, its right ends by itself.",
                present.Lease);
    }

    /// <summary>Makes sure that the lease is still ours; one that is near its end is renewed.</summary>
    /// <param name="fence">Its fencing number.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>.</exception>
    public void Verify(long fence)
    {
        using (var connection = connector.OpenReadOnly(path, CancellationToken.None))
        {
            var row = connection.Read(() => LeaseRow.Require(connection, fence));
            if (row.Lease.Expires - clock.GetUtcNow() > HeartbeatInterval)
            {
                return;
            }
        }

        Renew(fence);
    }

    /// <summary>Shows a sign of life.</summary>
    /// <param name="fence">The lease's fencing number.</param>
    /// <exception cref="StatusException"><c>LeaseLost</c>.</exception>
    public void Renew(long fence)
    {
        using var connection = connector.OpenReadWrite(path, HeartbeatInterval, CancellationToken.None);
        connection.Write(() =>
        {
            LeaseRow.Require(connection, fence);
            var now = clock.GetUtcNow();
            return connection.Execute(
                "UPDATE run_lease SET heartbeat = @now, expires = @expires WHERE fence = @fence",
                ("@now", StoredTime.Write(now)),
                ("@expires", StoredTime.Write(now + duration)),
                ("@fence", fence));
        });
    }

    /// <summary>Gives the lease back; nothing happens when it is somebody else's by now.</summary>
    /// <param name="fence">Its fencing number.</param>
    public void Release(long fence)
    {
        using var connection = connector.OpenReadWrite(path, busyTimeout: null, CancellationToken.None);
        connection.Write(() => connection.Execute(
            "UPDATE run_lease SET expires = @now, released = 1 WHERE fence = @fence AND released = 0",
            ("@now", StoredTime.Write(clock.GetUtcNow())),
            ("@fence", fence)));
    }

    private static bool IsFree(LeaseRow present, DateTimeOffset now) =>
        present.Released
        || present.Lease.Expires <= now
        || (string.Equals(present.Lease.Host, Environment.MachineName, StringComparison.OrdinalIgnoreCase)
            && ProcessIdentity.IsGone(present.Lease.ProcessId, present.ProcessStart));
}
