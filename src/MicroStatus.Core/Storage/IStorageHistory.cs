namespace MicroStatus.Storage;

/// <summary>What the database remembers of the stores' space. Written with <see cref="Database.DatasetChangeSet.Storage"/>.</summary>
/// <remarks>Errors are those of <see cref="Database.IDatasetDatabase"/>.</remarks>
public interface IStorageHistory
{
    /// <summary>What is known of a store, in one read.</summary>
    /// <param name="store">The store's name.</param>
    /// <param name="root">Where it is mounted.</param>
    /// <returns>Its level, its newest sample, and the shared warnings.</returns>
    StorageMemory Read(string store, string root);

    /// <summary>How full a store was.</summary>
    /// <param name="store">The store's name.</param>
    /// <param name="root">Where it is mounted.</param>
    /// <param name="since">Only samples at or after this moment; null for all.</param>
    /// <param name="until">Only samples at or before this moment; null for all.</param>
    /// <returns>The samples, oldest first.</returns>
    IReadOnlyList<StorageSample> ReadSamples(string store, string root, DateTimeOffset? since, DateTimeOffset? until);
}
