using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>The gate of <c>-WhatIf</c>: nothing passes.</summary>
public sealed class ClosedGate : IActGate
{
    /// <inheritdoc/>
    public IReadOnlyList<AppliedChange> Write(IReadOnlyList<DatasetChangeSet> changeSets) =>
        [.. changeSets.Select(changeSet => new AppliedChange(changeSet, changeSet.Id, [], null))];

    /// <inheritdoc/>
    public void WriteOwn(Action<IDatasetDatabase, ILeaseHold> write)
    {
        // Nothing at all is written.
    }

    /// <inheritdoc/>
    public bool MayAct() => false;
}
