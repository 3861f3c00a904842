using MicroStatus.Database;

namespace MicroStatus.Backend.Database;

/// <summary>A held lease with its heartbeat.</summary>
internal sealed class LeaseHold : ILeaseHold
{
    private readonly LeaseKeeper _keeper;
    private readonly ITimer _heartbeat;
    private volatile StatusException? _failure;
    private int _beating;
    private bool _disposed;

    /// <summary>Begins to renew.</summary>
    /// <param name="keeper">Renews and gives back.</param>
    /// <param name="lease">The lease as taken.</param>
    public LeaseHold(LeaseKeeper keeper, Lease lease)
    {
        _keeper = keeper;
        Lease = lease;
        _heartbeat = keeper.Clock.CreateTimer(_ => Beat(), state: null, keeper.HeartbeatInterval, keeper.HeartbeatInterval);
    }

    /// <inheritdoc/>
    public Lease Lease { get; }

    /// <inheritdoc/>
    public void Verify()
    {
        if (_failure is { ErrorId: "LeaseLost" } lost)
        {
            throw lost;
        }

        _keeper.Verify(Lease.Fence);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _heartbeat.DisposeAsync();
        _keeper.Release(Lease.Fence);
    }

    private void Beat()
    {
        if (Interlocked.Exchange(ref _beating, 1) == 1)
        {
            return;
        }

        try
        {
            _keeper.Renew(Lease.Fence);
            _failure = null;
        }
        catch (StatusException e)
        {
            // Told by Verify, which every act asks first: a lost lease at once, anything else when it still fails then.
            _failure = e;
        }
        finally
        {
            Volatile.Write(ref _beating, 0);
        }
    }
}
