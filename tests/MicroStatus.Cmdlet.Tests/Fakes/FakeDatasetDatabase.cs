using System.Management.Automation;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Cmdlet.Tests.Fakes;

/// <summary>A database in memory: datasets and events are plain lists, filters hold as in SQL, and every write is kept.</summary>
public sealed class FakeDatasetDatabase : IDatasetDatabase
{
    public string Path { get; set; } = "/lab/datasets.db";

    public IList<Dataset> Datasets { get; } = [];

    public IList<DatasetEvent> Events { get; } = [];

    public IDictionary<string, ObservationRecord> Observations { get; } = new Dictionary<string, ObservationRecord>(StringComparer.Ordinal);

    public IList<AttentionRecord> OpenAttention { get; } = [];

    public IDictionary<string, FolderMemory> Folders { get; } = new Dictionary<string, FolderMemory>(StringComparer.Ordinal);

    public IDictionary<string, QuarantineRecord> Quarantine { get; } = new Dictionary<string, QuarantineRecord>(StringComparer.Ordinal);

    public IDictionary<string, string> Notes { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public MonitorState State { get; set; } = new(CheckMode.Active, Since: null, CheckHost: null);

    /// <summary>Everything that was applied, in order.</summary>
    public IList<DatasetChangeSet> Applied { get; } = [];

    /// <summary>The filter of the last query.</summary>
    public DatasetFilter? LastFilter { get; private set; }

    /// <summary>How many datasets the reader has pulled so far: shows that a query streams.</summary>
    public int Pulled { get; private set; }

    /// <summary>Number of <see cref="Dispose"/> calls.</summary>
    public int Closed { get; private set; }

    public FakeLeaseHold? CurrentLease { get; private set; }

    public IEnumerable<Dataset> FindDatasets(DatasetFilter filter, CancellationToken cancellationToken)
    {
        LastFilter = filter;
        foreach (var dataset in Datasets.Where(dataset => Matches(filter, dataset)).OrderBy(dataset => dataset.Id))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Pulled++;
            yield return dataset;
        }
    }

    public IEnumerable<DatasetEvent> FindEvents(DatasetEventFilter filter, CancellationToken cancellationToken) =>
        Events.Where(e => (filter.Ids.Count == 0 || (e.Id is { } id && filter.Ids.Contains(id)))
            && IsLike(filter.Names, e.Name) && IsLike(filter.Kinds, e.Kind) && (filter.Since is null || e.Time >= filter.Since));

    public MonitorState ReadMonitorState() => State;

    public void WriteMonitorState(MonitorState state, ILeaseHold? lease)
    {
        lease?.Verify();
        State = state;
    }

    public IEnumerable<ObservationRecord> ReadObservations() => Observations.Values;

    public ObservationRecord? ReadObservation(string path) => Observations.TryGetValue(path, out var record) ? record : null;

    public IReadOnlyList<AttentionRecord> ReadOpenAttention() => [.. OpenAttention];

    public IReadOnlyList<FolderMemory> ReadFolders() => [.. Folders.Values];

    public void WriteFolders(IReadOnlyList<FolderMemory> changed, IReadOnlyList<string> forgotten, ILeaseHold lease)
    {
        lease.Verify();
        foreach (var folder in changed)
        {
            Folders[folder.Path] = folder;
        }

        foreach (var path in forgotten)
        {
            Folders.Remove(path);
        }
    }

    /// <summary>What others changed; noting it moves it to the events.</summary>
    public IList<DatasetEvent> External { get; } = [];

    public ExternalLook ReadExternalChanges() => new(null, null, [.. External]);

    public ExternalLook NoteExternalChanges(ILeaseHold lease)
    {
        lease.Verify();
        var look = ReadExternalChanges();
        foreach (var change in External)
        {
            Events.Add(change with { EventId = Events.Count + 1 });
        }

        External.Clear();
        return look;
    }

    public IReadOnlyList<QuarantineRecord> ReadQuarantine() => [.. Quarantine.Values];

    public void WriteQuarantine(IReadOnlyList<QuarantineRecord> failed, IReadOnlyList<string> recovered, ILeaseHold lease)
    {
        lease.Verify();
        foreach (var record in failed)
        {
            Quarantine[record.Path] = record;
        }

        foreach (var path in recovered)
        {
            Quarantine.Remove(path);
        }
    }

    public string? ReadNote(string name) => Notes.TryGetValue(name, out var value) ? value : null;

    public void WriteNote(string name, string? value, ILeaseHold lease)
    {
        lease.Verify();
        if (value is null)
        {
            Notes.Remove(name);
        }
        else
        {
            Notes[name] = value;
        }
    }

    /// <summary>Keeps the change sets, registers new datasets and remembers observations; columns are not interpreted.</summary>
    public IReadOnlyList<AppliedChange> Apply(IReadOnlyList<DatasetChangeSet> changeSets, bool ownTablesOnly, ILeaseHold? lease)
    {
        lease?.Verify();
        return [.. changeSets.Select(changes => ApplyOne(changes, ownTablesOnly))];
    }

    public ILeaseHold AcquireLease(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (CurrentLease is { Released: false })
        {
            throw new StatusException("LeaseHeld", StatusErrorCategory.Busy, "Another check holds the lease.", target: Path);
        }

        return CurrentLease = new FakeLeaseHold((CurrentLease?.Lease.Fence ?? 0) + 1);
    }

    public int RemoveDatasets(IReadOnlyList<long> ids)
    {
        var removed = Datasets.Where(dataset => ids.Contains(dataset.Id)).ToList();
        removed.ForEach(dataset => Datasets.Remove(dataset));
        return removed.Count;
    }

    public void Dispose() => Closed++;

    private static bool Matches(DatasetFilter filter, Dataset dataset) =>
        (filter.Ids.Count == 0 || filter.Ids.Contains(dataset.Id))
        && IsLike(filter.Names, dataset.Name) && IsLike(filter.Pis, dataset.Pi) && IsLike(filter.ClNumbers, dataset.ClNumber)
        && (filter.Modalities.Count == 0 || filter.Modalities.Contains(dataset.Modality, StringComparer.OrdinalIgnoreCase))
        && (filter.ImagingStatuses.Count == 0 || filter.ImagingStatuses.Contains(dataset.ImagingStatus))
        && (filter.ProcessingStatuses.Count == 0 || filter.ProcessingStatuses.Contains(dataset.ProcessingStatus))
        && (filter.NeedsAttention is null || filter.NeedsAttention == dataset.NeedsAttention)
        && (filter.OnFastStore is null || filter.OnFastStore == dataset.OnFastStore)
        && (filter.Since is null || dataset.Created >= filter.Since);

    private static bool IsLike(IReadOnlyList<string> patterns, string? text) =>
        patterns.Count == 0
        || (text is not null && patterns.Any(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text)));

    private AppliedChange ApplyOne(DatasetChangeSet changes, bool ownTablesOnly)
    {
        Applied.Add(changes);
        if (changes.Observation is { } observation)
        {
            Observations[changes.Path] = observation;
        }

        var id = changes.Id;
        if (!ownTablesOnly && changes.Registration is { } registration)
        {
            id = Datasets.Select(dataset => dataset.Id).DefaultIfEmpty().Max() + 1;
            Datasets.Add(new Dataset
            {
                Id = id.Value,
                Name = registration.Name,
                Path = registration.Path,
                Pi = registration.Pi,
                ClNumber = registration.ClNumber,
                Modality = registration.Modality,
                ImagingStatus = registration.ImagingStatus,
                ProcessingStatus = registration.ProcessingStatus,
                Moved = registration.Moved,
                IsBrain = registration.IsBrain,
            });
        }

        if (!ownTablesOnly)
        {
            foreach (var e in changes.Events)
            {
                Events.Add(e with { EventId = Events.Count + 1, Id = e.Id ?? id });
            }
        }

        return new AppliedChange(changes, id, [], Error: null);
    }
}
