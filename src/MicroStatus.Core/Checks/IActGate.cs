using MicroStatus.Database;

namespace MicroStatus.Checks;

/// <summary>The one gate that every act of a check passes: here Observe mode, <c>-WhatIf</c> and the lease are asked.</summary>
public interface IActGate
{
    /// <summary>Writes decisions, as far as they may be written.</summary>
    /// <param name="changeSets">The decisions.</param>
    /// <returns>What became of each.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>: another process has taken over; the check must end.</exception>
    IReadOnlyList<AppliedChange> Write(IReadOnlyList<DatasetChangeSet> changeSets);

    /// <summary>Writes one decision, as far as it may be written, for whoever cannot go on without it.</summary>
    /// <param name="change">The decision.</param>
    /// <returns>What became of it; columns may have been refused.</returns>
    /// <exception cref="StatusException">What the database refuses it with; <c>LeaseLost</c>.</exception>
    AppliedChange WriteOne(DatasetChangeSet change)
    {
        var applied = Write([change])[0];
        return applied.Error is { } error ? throw error : applied;
    }

    /// <summary>Writes something into tables of our own, as far as that may be done.</summary>
    /// <param name="write">Writes, under the lease.</param>
    void WriteOwn(Action<IDatasetDatabase, ILeaseHold> write);

    /// <summary>Whether an act on the outside may be done now; to be asked right before each.</summary>
    /// <returns>True when it may.</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>.</exception>
    bool MayAct();
}
