using MicroStatus.Database;
using MicroStatus.Datasets;
using MicroStatus.Tiles.Montage.Automatic;

namespace MicroStatus.Backend.Database;

/// <summary>Which datasets got the montage of a check, in the table <c>montage</c>.</summary>
/// <param name="connection">The database.</param>
/// <param name="write">Does something in one write transaction, under a lease where there is one.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class MontageTable(LabConnection connection, Action<ILeaseHold?, Action> write, LabTime labTime) : IMontageMemory
{
    private const string Columns = "dataset_id, state, attempts, tried, next_try, made, picture, last_error";

    // Numbers are there as text, too.
    private const string Tiles = "CAST(COALESCE(d.tiles_finished, 0) AS INTEGER)";

    private static readonly DatasetFilter OnFastStore = new() { OnFastStore = true, ImagingStatuses = [ImagingStatus.Finished] };

    /// <inheritdoc/>
    public IReadOnlyList<MontageCandidate> FindOpen(IReadOnlyList<string> modalities)
    {
        if (modalities.Count == 0)
        {
            return [];
        }

        using var condition = new SqlCondition(connection.Patterns);
        new DatasetCondition(OnFastStore with { Modalities = modalities }, labTime).AddTo(condition, new NameLookup(connection, "dataset"));
        using var command = connection.Command(
            $"""
            SELECT m.dataset_id, m.state, m.attempts, m.tried, m.next_try, m.made, m.picture, m.last_error, d.id, d.imaging_end, o.last_progress
            FROM dataset d LEFT JOIN montage m ON m.dataset_id = d.id LEFT JOIN observation o ON o.path = d.path_on_fast_store
            WHERE (m.state IS NULL OR m.state IN ('{MontageState.Making}', '{MontageState.Waiting}')){condition} ORDER BY d.id
            """);
        condition.Bind(command);
        return connection.Read(() =>
        {
            using var reader = command.ExecuteReader();
            var row = new StoredRow(reader, labTime);
            var found = new List<MontageCandidate>();
            while (reader.Read())
            {
                found.Add(new MontageCandidate(row.Long(8), row.Time(9, "imaging_end") ?? Moment(row, 10), row.IsNull(0) ? null : Read(row)));
            }

            return found;
        });
    }

    /// <inheritdoc/>
    public IReadOnlyList<long> FindReopened() => connection.Read(() => connection.Query(
        $"SELECT m.dataset_id FROM montage m JOIN dataset d ON d.id = m.dataset_id WHERE d.imaging_status = @status OR {Tiles} > m.tiles ORDER BY m.dataset_id",
        labTime,
        row => row.Long(0),
        ("@status", StatusText.Of(ImagingStatus.InProgress))));

    /// <inheritdoc/>
    public MontageRecord? Find(long id) => connection.Read(() =>
        connection.Query($"SELECT {Columns} FROM montage WHERE dataset_id = @id", labTime, Read, ("@id", id)).FirstOrDefault());

    /// <inheritdoc/>
    public void Forget(IReadOnlyList<long> ids, ILeaseHold lease) =>
        write(lease, () => connection.Execute($"DELETE FROM montage WHERE dataset_id IN ({SqlNumbers.List(ids)})"));

    /// <summary>Writes a record; belongs into a transaction.</summary>
    /// <param name="record">The record.</param>
    public void Write(MontageRecord record) => connection.Execute(
        $"""
        INSERT OR REPLACE INTO montage ({Columns}, tiles)
        VALUES (@id, @state, @attempts, @tried, @next, @made, @picture, @error, COALESCE((SELECT {Tiles} FROM dataset d WHERE d.id = @id), 0))
        """,
        ("@id", record.Id),
        ("@state", record.State.ToString()),
        ("@attempts", record.Attempts),
        ("@tried", StoredTime.Write(record.Tried)),
        ("@next", Time(record.NextTry)),
        ("@made", Time(record.Made)),
        ("@picture", record.Picture),
        ("@error", record.LastError));

    private static string? Time(DateTimeOffset? moment) => moment is { } value ? StoredTime.Write(value) : null;

    private static DateTimeOffset? Moment(StoredRow row, int column) => row.IsNull(column) ? null : row.OwnTimeAtLab(column);

    private static MontageRecord Read(StoredRow row) => new()
    {
        Id = row.Long(0),
        State = Enum.TryParse<MontageState>(row.Text(1, "state"), out var state) ? state : MontageState.Failed,
        Attempts = (int)row.Long(2),
        Tried = row.OwnTimeAtLab(3) ?? default,
        NextTry = Moment(row, 4),
        Made = Moment(row, 5),
        Picture = row.Text(6, "picture"),
        LastError = row.Text(7, "last_error"),
    };
}
