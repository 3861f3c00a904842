using MicroStatus.Storage;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>What a database in memory remembers of the stores' space.</summary>
public sealed class FakeStorageHistory : IStorageHistory
{
    public IDictionary<string, StorageState> States { get; } = new Dictionary<string, StorageState>(StringComparer.Ordinal);

    public IList<StorageSample> Samples { get; } = [];

    public StorageMemory Read(string store, string root) =>
        new(States.TryGetValue(store, out var state) ? state : null, ReadSamples(store, root, since: null, until: null).LastOrDefault(), []);

    public IReadOnlyList<StorageSample> ReadSamples(string store, string root, DateTimeOffset? since, DateTimeOffset? until) =>
        [.. Samples.Where(sample => sample.Store == store && !(sample.Time < since) && !(sample.Time > until)).OrderBy(sample => sample.Time)];

    public void Write(StorageRecord record)
    {
        if (record.State is { } state)
        {
            States[record.Store] = state;
        }

        if (record.Sample is { } sample)
        {
            Samples.Add(sample);
        }
    }
}
