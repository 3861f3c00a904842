using MicroStatus.Database;

namespace MicroStatus.Tiles.Montage.Automatic;

/// <summary>Which datasets got the montage of a check. It is written with the change set that it belongs to.</summary>
/// <remarks>Errors as at <see cref="IDatasetDatabase"/>.</remarks>
public interface IMontageMemory
{
    /// <summary>Datasets on FastStore whose imaging is finished and whose montage is neither made nor given up: one query, however many are settled.</summary>
    /// <param name="modalities">Of these modalities.</param>
    /// <returns>In the order of their ids.</returns>
    IReadOnlyList<MontageCandidate> FindOpen(IReadOnlyList<string> modalities);

    /// <summary>Datasets with a record whose imaging goes on, or that got further tiles.</summary>
    /// <returns>Their ids.</returns>
    IReadOnlyList<long> FindReopened();

    /// <summary>What is remembered of a dataset's montage.</summary>
    /// <param name="id">The dataset.</param>
    /// <returns>The record, or null.</returns>
    MontageRecord? Find(long id);

    /// <summary>Forgets records.</summary>
    /// <param name="ids">The datasets.</param>
    /// <param name="lease">The lease.</param>
    void Forget(IReadOnlyList<long> ids, ILeaseHold lease);
}
