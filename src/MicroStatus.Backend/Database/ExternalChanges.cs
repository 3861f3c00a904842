using System.Globalization;
using Microsoft.Data.Sqlite;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Notices what other programs did to the shared rows, by comparing them with the rows as MicroStatus last saw or wrote them.</summary>
/// <param name="connection">The database.</param>
/// <param name="events">The history.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class ExternalChanges(LabConnection connection, EventLog events, TimeProvider clock)
{
    private const string FirstLook = "external.first_look";
    private const string LastLook = "external.last_look";

    private string[]? _columns;

    // All columns but the id, in their order.
    private string[] Columns => _columns ??= ReadColumns();

    /// <summary>What others changed since the last look, without noting it; belongs into a transaction.</summary>
    /// <returns>The changes of all rows.</returns>
    public ExternalLook Look() => Told(Find(ids: null));

    /// <summary>Notes what others changed since the last look: in the history, and as seen; belongs into a write transaction.</summary>
    /// <returns>The changes of all rows.</returns>
    public ExternalLook NoteAll()
    {
        var look = Told(NoteChanges(ids: null));
        var now = StoredTime.Write(clock.GetUtcNow());
        MonitorNotes.Write(connection, LastLook, now);
        if (look.WatchedSince is null)
        {
            MonitorNotes.Write(connection, FirstLook, now);
        }

        return look;
    }

    /// <summary>Notes what others changed in some rows since they were last seen; belongs into a write transaction.</summary>
    /// <param name="ids">The rows.</param>
    public void Note(IReadOnlyCollection<long> ids)
    {
        if (ids.Count > 0)
        {
            NoteChanges(ids);
        }
    }

    private ExternalLook Told(IReadOnlyList<DatasetEvent> changes) =>
        new(StoredTime.Read(MonitorNotes.Read(connection, LastLook)), StoredTime.Read(MonitorNotes.Read(connection, FirstLook)), changes);

    // Of one row, or of all.
    private IReadOnlyList<DatasetEvent> Find(IReadOnlyCollection<long>? ids)
    {
        var now = clock.GetUtcNow();
        var found = new List<DatasetEvent>();
        using (var command = connection.Command(ChangedRows(ids)))
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                AddChanges(reader, now, found);
            }
        }

        using (var command = connection.Command(
            "SELECT s.id, s.name, s.path_on_fast_store FROM seen_dataset s WHERE NOT EXISTS (SELECT 1 FROM dataset d WHERE d.id = s.id)"
                + (ids is null ? string.Empty : $" AND s.id IN ({SqlNumbers.List(ids)})")))
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                found.Add(Entry(reader, 0, 1, 2, now) with
                {
                    From = "recorded",
                    To = "removed",
                    Who = ColumnAuthors.Person,
                    Why = "The row was removed by another program.",
                });
            }
        }

        return found.ConvertAll(WithNames);
    }

    private IReadOnlyList<DatasetEvent> NoteChanges(IReadOnlyCollection<long>? ids)
    {
        var found = Find(ids);
        foreach (var entry in found)
        {
            events.AddRunning(entry, entry.Id);
        }

        See([.. found.Select(entry => entry.Id!.Value).Distinct()]);

        return found;
    }

    /// <summary>Takes rows as seen, after a write of our own or when they are gone; belongs into a write transaction.</summary>
    /// <param name="ids">The rows.</param>
    public void See(IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var (columns, rows) = (string.Join(", ", Columns), SqlNumbers.List(ids));
        connection.Execute($"DELETE FROM seen_dataset WHERE id IN ({rows})");
        connection.Execute($"INSERT INTO seen_dataset (id, {columns}) SELECT id, {columns} FROM dataset WHERE id IN ({rows})");
    }

    private static DatasetEvent Entry(SqliteDataReader reader, int id, int name, int path, DateTimeOffset now) => new()
    {
        Time = now,
        Id = reader.GetInt64(id),
        Name = Show(reader, name) ?? string.Empty,
        Path = Show(reader, path),
        Kind = EventKind.External,
    };

    private static string? Show(SqliteDataReader reader, int column) =>
        StoredValue.Read(reader.Handle!, column) is { } value ? StoredValue.Show(value) : null;

    private void AddChanges(SqliteDataReader reader, DateTimeOffset now, List<DatasetEvent> found)
    {
        // d.id, s.id, then each column as it is and as it was seen
        var entry = Entry(reader, 0, 2 + (2 * Array.IndexOf(Columns, "name")), 2 + (2 * Array.IndexOf(Columns, "path_on_fast_store")), now);
        if (reader.IsDBNull(1))
        {
            found.Add(entry with { To = "recorded", Who = ColumnAuthors.Monitor, Why = "The row was added by another program." });
            return;
        }

        var changed = Enumerable.Range(0, Columns.Length)
            .Where(i => !Same(StoredValue.Read(reader.Handle!, 2 + (2 * i)), StoredValue.Read(reader.Handle!, 3 + (2 * i))))
            .ToList();
        var names = changed.ConvertAll(i => Columns[i]);
        found.AddRange(changed.Select(i => entry with
        {
            Field = Columns[i],
            From = Show(reader, 3 + (2 * i)),
            To = Show(reader, 2 + (2 * i)),
            Who = ColumnAuthors.Of(Columns[i], names),
            Why = "Changed by another program since the last look.",
        }));
    }

    private static bool Same(object? now, object? seen) =>
        now is byte[] bytes && seen is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(now, seen);

    // People know PIs and CL numbers by name.
    private DatasetEvent WithNames(DatasetEvent entry) => entry.Field switch
    {
        "pi" => entry with { From = NameOf("pi", entry.From), To = NameOf("pi", entry.To) },
        "cl_number" => entry with { From = NameOf("clnumber", entry.From), To = NameOf("clnumber", entry.To) },
        _ => entry,
    };

    private string? NameOf(string table, string? id) => id is null
        ? null
        : Convert.ToString(connection.Scalar($"SELECT name FROM {table} WHERE id = @id", ("@id", id)), CultureInfo.InvariantCulture) is { Length: > 0 } name ? name : id;

    private string ChangedRows(IReadOnlyCollection<long>? ids) =>
        $"""
        SELECT d.id, s.id, {string.Join(", ", Columns.Select(column => $"d.{column}, s.{column}"))}
        FROM dataset d LEFT JOIN seen_dataset s ON s.id = d.id
        WHERE {(ids is null ? string.Empty : $"d.id IN ({SqlNumbers.List(ids)}) AND ")}(s.id IS NULL OR {string.Join(" OR ", Columns.Select(column => $"d.{column} IS NOT s.{column}"))})
        ORDER BY d.id
        """;

    private string[] ReadColumns()
    {
        using var command = connection.Command("SELECT name FROM pragma_table_info('seen_dataset') WHERE name <> 'id' ORDER BY cid");
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0));
        }

        return [.. columns];
    }
}
