namespace MicroStatus.Database;

/// <summary>Who holds the right to run status checks (lab.md §6).</summary>
/// <param name="Host">The node.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="User">The user.</param>
/// <param name="Acquired">Since when.</param>
/// <param name="Heartbeat">Last sign of life.</param>
/// <param name="Expires">From when on anyone may take over.</param>
/// <param name="Fence">Rises with each holder; every write and every act on the outside re-checks it.</param>
public sealed record Lease(
    string Host,
    int ProcessId,
    string User,
    DateTimeOffset Acquired,
    DateTimeOffset Heartbeat,
    DateTimeOffset Expires,
    long Fence);
