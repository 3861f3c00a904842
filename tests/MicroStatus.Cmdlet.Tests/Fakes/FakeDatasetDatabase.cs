using System.Management.Automation;
using MicroStatus.Acts;
using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Messages;
using MicroStatus.Moves;
using MicroStatus.Storage;

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

    /// <summary>Rows of <c>pi</c>; datasets refer to them by name.</summary>
    public IList<PiSummary> Pis { get; } = [];

    /// <summary>Rows of <c>clnumber</c>; datasets refer to them by name.</summary>
    public IList<ClNumberSummary> ClNumbers { get; } = [];

    /// <summary>Called before each write, for what others do meanwhile.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>What a removal takes with it, by id, besides what the dataset says.</summary>
    public IDictionary<long, DatasetRemoval> Removals { get; } = new Dictionary<long, DatasetRemoval>();

    public MonitorState State { get; set; } = new(CheckMode.Active, Since: null, CheckHost: null);

    public FakeStorageHistory StorageHistory { get; } = new();

    IStorageHistory IDatasetDatabase.StorageHistory => StorageHistory;

    /// <summary>Everything that was applied, in order.</summary>
    public IList<DatasetChangeSet> Applied { get; } = [];

    /// <summary>The filter of the last query.</summary>
    public DatasetFilter? LastFilter { get; private set; }

    /// <summary>How many datasets the reader has pulled so far: shows that a query streams.</summary>
    public int Pulled { get; private set; }

    /// <summary>Number of <see cref="Dispose"/> calls.</summary>
    public int Closed { get; private set; }

    public FakeLeaseHold? CurrentLease { get; private set; }

    /// <summary>Moves, newest first.</summary>
    public FakeMoves Moves { get; } = new();

    IMoves IDatasetDatabase.Moves => Moves;

    /// <summary>Acts on the outside.</summary>
    public FakeIntents Intents { get; } = new();

    /// <summary>What is remembered of processing.</summary>
    public FakeProcessingMemory Processing { get; } = new();

    MicroStatus.Processing.IProcessingMemory IDatasetDatabase.Processing => Processing;

    IIntents IDatasetDatabase.Intents => Intents;

    /// <summary>Files that were taken elsewhere or hashed.</summary>
    public FakeTrashMemory Trash { get; } = new();

    MicroStatus.Trash.ITrashMemory IDatasetDatabase.Trash => Trash;

    /// <summary>The outbox; messages of what is applied are added to it.</summary>
    public FakeOutbox Outbox { get; } = new();

    IOutbox IDatasetDatabase.Outbox => Outbox;

    public MicroStatus.Tiles.Montage.Automatic.IMontageMemory Montages => throw new NotSupportedException();

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

    public IEnumerable<PiSummary> FindPis(PiFilter filter, CancellationToken cancellationToken) => Pis.Where(pi => IsLike(filter.Pis, pi.Pi));

    public IEnumerable<ClNumberSummary> FindClNumbers(ClNumberFilter filter, CancellationToken cancellationToken) =>
        ClNumbers.Where(clNumber => IsLike(filter.ClNumbers, clNumber.ClNumber) && IsLike(filter.Pis, clNumber.Pi)
            && (filter.PiIds.Count == 0 || Pis.Any(pi => filter.PiIds.Contains(pi.PiId) && pi.Pi == clNumber.Pi)));

    public IEnumerable<DatasetEvent> FindEvents(DatasetEventFilter filter, CancellationToken cancellationToken) => Events
        .Where(e => (filter.Ids.Count == 0 || (e.Id is { } id && filter.Ids.Contains(id)))
            && IsLike(filter.Names, e.Name) && IsLike(filter.Kinds, e.Kind) && (filter.Since is null || e.Time >= filter.Since))
        .TakeLast(filter.Last ?? int.MaxValue);

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

    /// <summary>Keeps the change sets, registers new datasets and remembers observations; of columns, what a person may edit is changed, guarded.</summary>
    public IReadOnlyList<AppliedChange> Apply(IReadOnlyList<DatasetChangeSet> changeSets, bool ownTablesOnly, ILeaseHold? lease)
    {
        lease?.Verify();
        BeforeWrite?.Invoke();
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

    public IReadOnlyList<DatasetRemoval> PlanRemoval(IReadOnlyList<long> ids) =>
    [
        .. Datasets.Where(dataset => ids.Contains(dataset.Id)).OrderBy(dataset => dataset.Id).Select(dataset => Removals.TryGetValue(dataset.Id, out var removal)
            ? removal
            : new DatasetRemoval { Id = dataset.Id, Name = dataset.Name, Path = dataset.Path, Moving = dataset.Moving }),
    ];

    public IReadOnlyList<long> RemoveDatasets(IReadOnlyList<DatasetRemoval> removals)
    {
        BeforeWrite?.Invoke();
        var removed = Datasets.Where(dataset => removals.Any(removal => removal.Id == dataset.Id && removal.Path == dataset.Path)).ToList();
        removed.ForEach(dataset => Datasets.Remove(dataset));
        return removed.ConvertAll(dataset => dataset.Id);
    }

    public void Dispose() => Closed++;

    private bool Matches(DatasetFilter filter, Dataset dataset) =>
        (filter.Ids.Count == 0 || filter.Ids.Contains(dataset.Id))
        && IsLike(filter.Names, dataset.Name) && IsLike(filter.Pis, dataset.Pi) && IsLike(filter.ClNumbers, dataset.ClNumber)
        && (filter.PiIds.Count == 0 || Pis.Any(pi => filter.PiIds.Contains(pi.PiId) && pi.Pi == dataset.Pi))
        && (filter.ClNumberIds.Count == 0 || ClNumbers.Any(number => filter.ClNumberIds.Contains(number.ClNumberId) && number.ClNumber == dataset.ClNumber))
        && (filter.Modalities.Count == 0 || filter.Modalities.Contains(dataset.Modality, StringComparer.OrdinalIgnoreCase))
        && (filter.ImagingStatuses.Count == 0 || filter.ImagingStatuses.Contains(dataset.ImagingStatus))
        && (filter.ProcessingStatuses.Count == 0 || filter.ProcessingStatuses.Contains(dataset.ProcessingStatus))
        && (filter.NeedsAttention is null || filter.NeedsAttention == dataset.NeedsAttention)
        && (filter.OnFastStore is null || filter.OnFastStore == dataset.OnFastStore)
        && (filter.UsageReported is null || filter.UsageReported == dataset.UsageReported)
        && (filter.HasAnalysisTask is null || filter.HasAnalysisTask == dataset.HasAnalysisTask)
        && (filter.IsBrain is null || filter.IsBrain == dataset.IsBrain)
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

        if (changes.Storage is { } storage)
        {
            StorageHistory.Write(storage);
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

        if (ownTablesOnly)
        {
            return new AppliedChange(changes, id, [], Error: null);
        }

        Moves.Apply(changes);
        Intents.Apply(changes);
        Processing.Apply(changes);
        foreach (var closed in OpenAttention.Where(attention => changes.ClosedEpisodes.Contains(attention.Episode)).ToList())
        {
            OpenAttention.Remove(closed);
        }

        foreach (var relocation in changes.Relocations)
        {
            Trash.Relocations.Add(relocation);
        }

        Outbox.Add(changes.Messages, id, Datasets.FirstOrDefault(dataset => dataset.Id == id)?.Name);

        if (changes.Registration is null && changes.Fields.Count > 0 && !Datasets.Any(dataset => dataset.Id == id))
        {
            return new AppliedChange(
                changes, id, [], new StatusException("DatasetNotFound", StatusErrorCategory.NotFound, $"Dataset {id} is gone.", target: id));
        }

        var refused = changes.Registration is null && changes.Fields.Count > 0 ? Edit(changes) : [];
        foreach (var e in changes.Events.Where(e => !refused.Any(change => DatasetFields.ColumnOf(change.Field) == e.Field)))
        {
            Events.Add(e with { EventId = Events.Count + 1, Id = e.Id ?? id });
        }

        return new AppliedChange(changes, id, refused, Error: null);
    }

    private List<FieldChange> Edit(DatasetChangeSet changes)
    {
        var row = Datasets.Single(dataset => dataset.Id == changes.Id);
        var stored = DatasetFields.Of(row, new LabTime(TimeZoneInfo.Utc));
        var refused = changes.Fields.Where(change => !Equals(stored[change.Field] is "" ? null : stored[change.Field], change.From)).ToList();
        Datasets[Datasets.IndexOf(row)] = changes.Fields.Except(refused).Aggregate(row, Edit);
        return refused;
    }

    private static Dataset Edit(Dataset row, FieldChange change) => change.Field switch
    {
        DatasetField.Name => row with { Name = (string)change.To! },
        DatasetField.Pi => row with { Pi = (string?)change.To },
        DatasetField.ClNumber => row with { ClNumber = (string?)change.To },
        DatasetField.ImagingStatus => row with { ImagingStatusText = (string?)change.To, ImagingStatus = StatusText.ReadImaging((string?)change.To, out _) },
        DatasetField.ProcessingStatus => row with { ProcessingStatusText = (string?)change.To, ProcessingStatus = StatusText.ReadProcessing((string?)change.To, out _) },
        DatasetField.PathOnHive => row with { PathOnHive = (string?)change.To },
        DatasetField.ImarisFilePath => row with { ImarisFilePath = (string?)change.To },
        DatasetField.Paused => row with { Paused = change.To is 1L },
        DatasetField.Moved => row with { Moved = change.To is 1L },
        DatasetField.Moving => row with { Moving = change.To is 1L },
        DatasetField.KeepComposites => row with { KeepComposites = change.To is 1L },
        DatasetField.Delete405 => row with { Delete405 = change.To is 1L },
        DatasetField.Public => row with { Public = change.To is 1L },
        DatasetField.UsageReported => row with { UsageReported = change.To is 1L },
        DatasetField.UsageRecordId => row with { UsageRecordId = (string?)change.To },
        DatasetField.UsageAnnounced => row with { UsageAnnounced = change.To is 1L },
        DatasetField.AnalysisTask => row with { AnalysisTaskText = (string?)change.To },
        _ => row,
    };
}
