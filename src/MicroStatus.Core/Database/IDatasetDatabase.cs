using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Database;

/// <summary>An open database.</summary>
/// <remarks>Members may be called from several threads; they take turns. A stream holds no lock between its items, so that a slow reader
/// keeps nobody waiting. Every member throws <see cref="StatusException"/> with <c>DatabaseLocked</c>, <c>DatabaseReadOnly</c>, <c>DatabaseCorrupt</c>
/// or <c>DatabaseFailed</c> when SQLite refuses; a single odd row never does.</remarks>
public interface IDatasetDatabase : IDisposable
{
    /// <summary>The file.</summary>
    string Path { get; }

    /// <summary>What a person should know about how and where the file is kept, for example a write-ahead log on a network file system.</summary>
    IReadOnlyList<string> Warnings => [];

    /// <summary>What is remembered of the stores' space.</summary>
    IStorageHistory StorageHistory { get; }

    /// <summary>Messages due, and what became of them.</summary>
    Messages.IOutbox Outbox { get; }

    /// <summary>Moves to Hive, and who may not be moved.</summary>
    Moves.IMoves Moves { get; }

    /// <summary>Processing: where each dataset stands, and the commands that were run.</summary>
    Processing.IProcessingMemory Processing { get; }

    /// <summary>Which datasets got the montage of a check.</summary>
    Tiles.Montage.Automatic.IMontageMemory Montages { get; }

    /// <summary>Acts on the outside.</summary>
    Acts.IIntents Intents { get; }

    /// <summary>Files that were taken elsewhere, and files that were hashed.</summary>
    Trash.ITrashMemory Trash { get; }

    /// <summary>Datasets, streamed in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    IEnumerable<Dataset> FindDatasets(DatasetFilter filter, CancellationToken cancellationToken);

    /// <summary>The dataset of an id, as it stands.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The row, or null.</returns>
    Dataset? FindDataset(long id) => FindDatasets(new DatasetFilter { Ids = [id] }, CancellationToken.None).FirstOrDefault();

    /// <summary>PIs with their numbers of datasets, streamed in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read; rows of the same name are several.</returns>
    IEnumerable<PiSummary> FindPis(PiFilter filter, CancellationToken cancellationToken);

    /// <summary>CL numbers with their numbers of datasets, streamed in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    IEnumerable<ClNumberSummary> FindClNumbers(ClNumberFilter filter, CancellationToken cancellationToken);

    /// <summary>History, streamed, oldest first.</summary>
    /// <param name="filter">Which events.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    IEnumerable<DatasetEvent> FindEvents(DatasetEventFilter filter, CancellationToken cancellationToken);

    /// <summary>Who may act on this database.</summary>
    /// <returns>The recorded state.</returns>
    MonitorState ReadMonitorState();

    /// <summary>Records who may act on this database.</summary>
    /// <param name="state">The new state.</param>
    /// <param name="lease">The lease under which this is written, or null outside a check.</param>
    void WriteMonitorState(MonitorState state, ILeaseHold? lease);

    /// <summary>What other programs did to the shared rows since the last look; nothing is noted.</summary>
    /// <returns>The changes.</returns>
    ExternalLook ReadExternalChanges();

    /// <summary>Notes what other programs did to the shared rows: in the history, and as seen.</summary>
    /// <param name="lease">The lease under which this is written.</param>
    /// <returns>The changes.</returns>
    ExternalLook NoteExternalChanges(ILeaseHold lease);

    /// <summary>What is remembered of datasets' folders, by path.</summary>
    /// <returns>All records, streamed one at a time, so that memory stays small.</returns>
    IEnumerable<ObservationRecord> ReadObservations();

    /// <summary>What is remembered of one dataset's folder.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The record, or null.</returns>
    ObservationRecord? ReadObservation(string path);

    /// <summary>All reasons for attention that are open.</summary>
    /// <returns>In the order they were opened.</returns>
    IReadOnlyList<AttentionRecord> ReadOpenAttention();

    /// <summary>What discovery remembers.</summary>
    /// <returns>All folders.</returns>
    IReadOnlyList<FolderMemory> ReadFolders();

    /// <summary>Replaces what discovery remembers of the given folders, and forgets others.</summary>
    /// <param name="changed">Folders to write.</param>
    /// <param name="forgotten">Folders to forget.</param>
    /// <param name="lease">The lease under which this is written.</param>
    void WriteFolders(IReadOnlyList<FolderMemory> changed, IReadOnlyList<string> forgotten, ILeaseHold lease);

    /// <summary>Datasets whose checks failed.</summary>
    /// <returns>All records.</returns>
    IReadOnlyList<QuarantineRecord> ReadQuarantine();

    /// <summary>Writes failures, and forgets those that are over.</summary>
    /// <param name="failed">Records to write.</param>
    /// <param name="recovered">Folders whose checks succeed again.</param>
    /// <param name="lease">The lease under which this is written.</param>
    void WriteQuarantine(IReadOnlyList<QuarantineRecord> failed, IReadOnlyList<string> recovered, ILeaseHold lease);

    /// <summary>Values of our own that outlive a check: a small text under a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value, or null.</returns>
    string? ReadNote(string name);

    /// <summary>Stores a value of our own.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; null forgets it.</param>
    /// <param name="lease">The lease under which this is written.</param>
    void WriteNote(string name, string? value, ILeaseHold lease);

    /// <summary>Writes change sets in one transaction, each one whole or not at all: one that fails does not harm the others.</summary>
    /// <param name="changeSets">What to write.</param>
    /// <param name="ownTablesOnly">Observe mode: only <see cref="DatasetChangeSet.Observation"/>, <see cref="DatasetChangeSet.Storage"/> and <see cref="DatasetChangeSet.Processing"/> are written.</param>
    /// <param name="lease">The lease; verified inside the transaction. Null outside a check: what a person asked for by itself.</param>
    /// <returns>One result each, in the same order. A refused column is left alone and its event left out. When a status was refused, the
    /// messages, attention and memory of its change set are left out too: the next check decides anew on what the row says by then. A
    /// registration whose folder has a row by now that is not moved, and a row that is gone, are errors of their change set
    /// (<c>DatasetExists</c>, <c>DatasetNotFound</c>).</returns>
    /// <exception cref="StatusException"><c>LeaseLost</c>; nothing has been written.</exception>
    IReadOnlyList<AppliedChange> Apply(IReadOnlyList<DatasetChangeSet> changeSets, bool ownTablesOnly, ILeaseHold? lease);

    /// <summary>Takes the right to run status checks.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease, held until disposed.</returns>
    /// <exception cref="StatusException"><c>LeaseHeld</c>: names who holds it.</exception>
    ILeaseHold AcquireLease(CancellationToken cancellationToken);

    /// <summary>What the removal of datasets would take with it.</summary>
    /// <param name="ids">The rows.</param>
    /// <returns>One for each that is there, in the order of their ids, all of one moment.</returns>
    IReadOnlyList<DatasetRemoval> PlanRemoval(IReadOnlyList<long> ids);

    /// <summary>Removes datasets and what belongs to them, all in one transaction; what was announced stays known, so that a folder still there
    /// is not announced again, and what is remembered of a folder stays as long as a row names it.</summary>
    /// <param name="removals">The rows as they were when their removal was decided on.</param>
    /// <returns>The ids of the rows removed; a row that is gone, has another folder or began to move since then is left alone.</returns>
    IReadOnlyList<long> RemoveDatasets(IReadOnlyList<DatasetRemoval> removals);
}
