using MicroStatus.Database;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A lease in memory that can be lost on demand.</summary>
public sealed class FakeLeaseHold(long fence) : ILeaseHold
{
    private static readonly DateTimeOffset Taken = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);

    public Lease Lease { get; } = new("login1", 4711, "lab", Taken, Taken, Taken.AddMinutes(2), fence);

    /// <summary>Another holder has taken over.</summary>
    public bool Lost { get; set; }

    /// <summary>Given back.</summary>
    public bool Released { get; private set; }

    public void Verify()
    {
        if (Lost)
        {
            throw new StatusException("LeaseLost", StatusErrorCategory.Busy, "Another process has taken over.");
        }
    }

    public ValueTask DisposeAsync()
    {
        Released = true;
        return ValueTask.CompletedTask;
    }
}
