namespace MicroStatus.Database;

/// <summary>A lease that is held; renews itself in the background and is given back when disposed.</summary>
public interface ILeaseHold : IAsyncDisposable
{
    /// <summary>The lease as it was taken.</summary>
    Lease Lease { get; }

    /// <summary>Asks the database whether the lease is still ours.</summary>
    /// <exception cref="StatusException"><c>LeaseLost</c>: another process has taken over; nothing more may be done.</exception>
    void Verify();
}
