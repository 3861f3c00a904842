using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Database;

/// <summary>An open SQLite database.</summary>
internal sealed class DatasetDatabase : IDatasetDatabase
{
    private readonly LabConnection _connection;
    private readonly LeaseKeeper _leases;
    private readonly OwnMemory _memory;
    private readonly EventLog _events;
    private readonly EventQuery _history;
    private readonly DatasetQuery _query;
    private readonly ExternalChanges _external;
    private readonly OwnerQuery _owners;
    private readonly ChangeWriter _changes;
    private readonly DatasetRemover _remover;
    private readonly StorageHistory _storage;
    private readonly TimeProvider _clock;
    private readonly Outbox _outbox;
    private readonly MoveTable _moves;
    private readonly IntentTable _intents;
    private readonly TrashTable _trash;
    private readonly ProcessingTable _processing;
    private readonly MontageTable _montages;

    /// <summary>Wraps a connection.</summary>
    /// <param name="connection">The connection, owned from now on.</param>
    /// <param name="leases">Takes leases.</param>
    /// <param name="labTime">How times are written.</param>
    /// <param name="clock">The lab's clock.</param>
    /// <param name="warnings">What a person should know.</param>
    public DatasetDatabase(LabConnection connection, LeaseKeeper leases, LabTime labTime, TimeProvider clock, IReadOnlyList<string> warnings)
    {
        _connection = connection;
        _leases = leases;
        _memory = new OwnMemory(connection, labTime);
        _events = new EventLog(connection, labTime);
        _history = new EventQuery(connection, labTime);
        _query = new DatasetQuery(connection, _memory, labTime);
        _owners = new OwnerQuery(connection, labTime);
        _external = new ExternalChanges(connection, _events, clock);
        _storage = new StorageHistory(connection, labTime);
        _outbox = new Outbox(connection, Write, labTime, clock);
        _moves = new MoveTable(connection, labTime);
        _intents = new IntentTable(connection, labTime);
        _trash = new TrashTable(connection, Write, labTime);
        _processing = new ProcessingTable(connection, labTime);
        _montages = new MontageTable(connection, Write, labTime);
        _changes = new ChangeWriter(connection, _memory, _storage, _events, _external, _outbox, _moves, _intents, _trash, _processing, _montages, labTime, clock);
        _remover = new DatasetRemover(connection, _events, _external, labTime, clock);
        _clock = clock;
        Warnings = warnings;
    }

    /// <inheritdoc/>
    public string Path => _connection.Path;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings { get; }

    /// <inheritdoc/>
    public IStorageHistory StorageHistory => _storage;

    /// <inheritdoc/>
    public MicroStatus.Messages.IOutbox Outbox => _outbox;

    /// <inheritdoc/>
    public MicroStatus.Moves.IMoves Moves => _moves;

    /// <inheritdoc/>
    public MicroStatus.Processing.IProcessingMemory Processing => _processing;

    /// <inheritdoc/>
    public MicroStatus.Tiles.Montage.Automatic.IMontageMemory Montages => _montages;

    /// <inheritdoc/>
    public MicroStatus.Acts.IIntents Intents => _intents;

    /// <inheritdoc/>
    public MicroStatus.Trash.ITrashMemory Trash => _trash;

    /// <inheritdoc/>
    public IEnumerable<Dataset> FindDatasets(DatasetFilter filter, CancellationToken cancellationToken) => _query.Find(filter, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<PiSummary> FindPis(PiFilter filter, CancellationToken cancellationToken) => _owners.FindPis(filter, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<ClNumberSummary> FindClNumbers(ClNumberFilter filter, CancellationToken cancellationToken) =>
        _owners.FindClNumbers(filter, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<DatasetEvent> FindEvents(DatasetEventFilter filter, CancellationToken cancellationToken) => _history.Find(filter, cancellationToken);

    /// <inheritdoc/>
    public MonitorState ReadMonitorState() => _connection.Read(() => MonitorNotes.ReadState(_connection));

    /// <inheritdoc/>
    public void WriteMonitorState(MonitorState state, ILeaseHold? lease) => Write(lease, () =>
    {
        var before = MonitorNotes.ReadState(_connection);
        MonitorNotes.WriteState(_connection, state);
        if (before.Mode != state.Mode)
        {
            _events.Add(
                new DatasetEvent
                {
                    Time = _clock.GetUtcNow(),
                    Name = System.IO.Path.GetFileName(Path),
                    Path = Path,
                    Kind = EventKind.Monitor,
                    Field = "mode",
                    From = before.Mode.ToString(),
                    To = state.Mode.ToString(),
                    Why = state.Mode == CheckMode.Active ? "Status checks act from now on." : "Status checks only observe from now on.",
                },
                id: null);
        }
    });

    /// <inheritdoc/>
    public ExternalLook ReadExternalChanges() => _connection.Read(_external.Look);

    /// <inheritdoc/>
    public ExternalLook NoteExternalChanges(ILeaseHold lease)
    {
        ExternalLook? look = null;
        Write(lease, () => look = _external.NoteAll());
        return look!;
    }

    /// <inheritdoc/>
    public IEnumerable<ObservationRecord> ReadObservations() => _memory.ReadObservations();

    /// <inheritdoc/>
    public ObservationRecord? ReadObservation(string path) => _memory.ReadObservation(path);

    /// <inheritdoc/>
    public IReadOnlyList<AttentionRecord> ReadOpenAttention() => _memory.ReadOpenAttention();

    /// <inheritdoc/>
    public IReadOnlyList<FolderMemory> ReadFolders() => _memory.ReadFolders();

    /// <inheritdoc/>
    public void WriteFolders(IReadOnlyList<FolderMemory> changed, IReadOnlyList<string> forgotten, ILeaseHold lease) =>
        Write(lease, () => _memory.WriteFolders(changed, forgotten));

    /// <inheritdoc/>
    public IReadOnlyList<QuarantineRecord> ReadQuarantine() => _memory.ReadQuarantine();

    /// <inheritdoc/>
    public void WriteQuarantine(IReadOnlyList<QuarantineRecord> failed, IReadOnlyList<string> recovered, ILeaseHold lease) =>
        Write(lease, () => _memory.WriteQuarantine(failed, recovered));

    /// <inheritdoc/>
    public string? ReadNote(string name) => _connection.Read(() => MonitorNotes.Read(_connection, name));

    /// <inheritdoc/>
    public void WriteNote(string name, string? value, ILeaseHold lease) => Write(lease, () => MonitorNotes.Write(_connection, name, value));

    /// <inheritdoc/>
    public IReadOnlyList<AppliedChange> Apply(IReadOnlyList<DatasetChangeSet> changeSets, bool ownTablesOnly, ILeaseHold? lease)
    {
        IReadOnlyList<AppliedChange> applied = [];
        Write(lease, () => applied = _changes.Apply(changeSets, ownTablesOnly));
        return applied;
    }

    /// <inheritdoc/>
    public ILeaseHold AcquireLease(CancellationToken cancellationToken) => new LeaseHold(_leases, _leases.Take(cancellationToken));

    /// <inheritdoc/>
    public IReadOnlyList<DatasetRemoval> PlanRemoval(IReadOnlyList<long> ids) => _connection.Read(() => _remover.Plan(ids));

    /// <inheritdoc/>
    public IReadOnlyList<long> RemoveDatasets(IReadOnlyList<DatasetRemoval> removals)
    {
        IReadOnlyList<long> removed = [];
        Write(lease: null, () => removed = removals.Where(_remover.Remove).Select(removal => removal.Id).ToList());
        return removed;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Write(ILeaseHold? lease, Action work) => _connection.Write(() =>
    {
        if (lease is not null)
        {
            LeaseRow.Require(_connection, lease.Lease.Fence);
        }

        work();
        return true;
    });
}
