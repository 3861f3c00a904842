using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>The gate of a check that holds the lease: open in Active mode, for tables of our own only in Observe mode.</summary>
/// <param name="database">The database.</param>
/// <param name="lease">The lease.</param>
/// <param name="mode">What may be done.</param>
public sealed class ActGate(IDatasetDatabase database, ILeaseHold lease, CheckMode mode) : IActGate
{
    /// <inheritdoc/>
    public IReadOnlyList<AppliedChange> Write(IReadOnlyList<DatasetChangeSet> changeSets) =>
        database.Apply(changeSets, ownTablesOnly: mode == CheckMode.Observe, lease);

    /// <inheritdoc/>
    public void WriteOwn(Action<IDatasetDatabase, ILeaseHold> write) => write(database, lease);

    /// <inheritdoc/>
    public bool MayAct()
    {
        if (mode == CheckMode.Observe)
        {
            return false;
        }

        lease.Verify();
        return true;
    }
}
