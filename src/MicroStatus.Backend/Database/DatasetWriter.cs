using MicroStatus.Datasets;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Writes rows of the shared tables; every member belongs into a write transaction.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class DatasetWriter(LabConnection connection, LabTime labTime)
{
    private readonly Dictionary<long, Dictionary<DatasetField, object?>> _read = [];

    /// <summary>Inserts a dataset; its PI and CL number are found or made.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="now">When it was recorded.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="StatusException"><c>DatasetExists</c>: another program has recorded the folder meanwhile.</exception>
    public long Insert(NewDataset dataset, DateTimeOffset now)
    {
        // A folder whose earlier dataset was moved to Hive may be used again.
        if (connection.Scalar(
            "SELECT id FROM dataset WHERE path_on_fast_store = @path AND COALESCE(moved, 0) = 0 LIMIT 1", ("@path", dataset.Path)) is long existing)
        {
            throw new StatusException(
                "DatasetExists", StatusErrorCategory.Exists, FormattableString.Invariant($"'{dataset.Path}' has been recorded by another program as dataset {existing}."), null, dataset.Path);
        }

        var pi = dataset.Pi is { } name ? FindOrInsert("pi", name, pi: null) : (long?)null;
        var clNumber = FindOrInsert("clnumber", dataset.ClNumber, pi);
        connection.Execute(
            """
            INSERT INTO dataset (name, path_on_fast_store, cl_number, pi, imaging_status, processing_status, created, modality, is_brain, moved)
            VALUES (@name, @path, @cl, @pi, @imaging, @processing, @created, @modality, @brain, @moved)
            """,
            ("@name", dataset.Name),
            ("@path", dataset.Path),
            ("@cl", clNumber),
            ("@pi", pi),
            ("@imaging", StatusText.Of(dataset.ImagingStatus)),
            ("@processing", StatusText.Of(dataset.ProcessingStatus)),
            ("@created", labTime.Write(now)),
            ("@modality", dataset.Modality),
            ("@brain", dataset.IsBrain ? 1 : 0),
            ("@moved", dataset.Moved ? 1 : 0));
        return LastId();
    }

    /// <summary>Reads rows that are about to be updated, each once; belongs into the same transaction.</summary>
    /// <param name="ids">The rows.</param>
    public void Read(IReadOnlyCollection<long> ids)
    {
        _read.Clear();
        if (ids.Count == 0)
        {
            return;
        }

        var fields = Enum.GetValues<DatasetField>();
        using var command = connection.Command(
            $"SELECT id, {string.Join(", ", fields.Select(field => DatasetColumn.Of(field).Value))} FROM dataset WHERE id IN ({SqlNumbers.List(ids)})");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _read[reader.GetInt64(0)] = fields.Select((field, i) => (field, Value: StoredValue.Read(reader.Handle!, i + 1))).ToDictionary(pair => pair.field, pair => pair.Value);
        }
    }

    /// <summary>Changes columns whose value is still the one that was decided on.</summary>
    /// <param name="id">The row.</param>
    /// <param name="changes">The changes.</param>
    /// <returns>Those written, from what was stored, and those refused, since someone else had changed the column meanwhile.</returns>
    /// <exception cref="StatusException"><c>DatasetNotFound</c>: the row is gone.</exception>
    public RowUpdate Update(long id, IReadOnlyList<FieldChange> changes)
    {
        var stored = ReadStored(id, changes);
        var refused = new List<FieldChange>();
        var written = new List<FieldChange>();
        for (var i = 0; i < changes.Count; i++)
        {
            var to = StoredValue.ForStorage(changes[i].To, labTime);
            if (Equals(stored[i], to))
            {
                continue;
            }

            var seen = StoredValue.ForStorage(changes[i].From, labTime);
            if (StoredValue.Agrees(DatasetColumn.Of(changes[i].Field).Kind, stored[i], seen, labTime))
            {
                written.Add(new FieldChange(changes[i].Field, stored[i], to));
            }
            else
            {
                refused.Add(changes[i]);
            }
        }

        if (refused.Exists(change => change.Field is DatasetField.ImagingStatus or DatasetField.ProcessingStatus))
        {
            // They follow from the status that somebody else has decided meanwhile.
            refused.AddRange(written.Where(FollowsStatus));
            written.RemoveAll(FollowsStatus);
        }

        Write(id, written);
        return new RowUpdate(written, refused);
    }

    private static bool FollowsStatus(FieldChange change) => change.Field is DatasetField.Paused or DatasetField.ImagingNoProgressTime;

    private void Write(long id, List<FieldChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        using var command = connection.Command(string.Empty, ("@id", id));
        var assignments = new List<string>();
        foreach (var change in changes)
        {
            var column = DatasetColumn.Of(change.Field);
            var parameter = "@" + column.Name;
            assignments.Add($"{column.Name} = {parameter}");
            command.Parameters.AddWithValue(parameter, Reference(column, change.To) ?? change.To ?? DBNull.Value);
        }

#pragma warning disable CA2100 // Column names are constants of lab.md §6; values are parameters.
        command.CommandText = $"UPDATE dataset SET {string.Join(", ", assignments)} WHERE id = @id";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private object? Reference(DatasetColumn column, object? name) =>
        column.Table is { } table && name is string { Length: > 0 } text ? FindOrInsert(table, text, pi: null) : null;

    // As it was read for several rows at once, or now.
    private object?[] ReadStored(long id, IReadOnlyList<FieldChange> changes)
    {
        if (!_read.Remove(id, out var stored))
        {
            Read([id]);
            if (!_read.Remove(id, out stored))
            {
                throw new StatusException(
                    "DatasetNotFound", StatusErrorCategory.NotFound, FormattableString.Invariant($"Dataset {id} is no longer in '{connection.Path}'."), null, id);
            }
        }

        return [.. changes.Select(change => stored[change.Field])];
    }

    private long FindOrInsert(string table, string name, long? pi)
    {
        if (connection.Scalar($"SELECT id FROM {table} WHERE name = @name ORDER BY id LIMIT 1", ("@name", name)) is long id)
        {
            return id;
        }

        if (table == "pi")
        {
            connection.Execute("INSERT INTO pi (name) VALUES (@name)", ("@name", name));
        }
        else
        {
            connection.Execute("INSERT INTO clnumber (name, pi) VALUES (@name, @pi)", ("@name", name), ("@pi", pi));
        }

        return LastId();
    }

    private long LastId() => raw.sqlite3_last_insert_rowid(connection.Handle);
}
