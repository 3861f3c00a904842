using System.Globalization;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>The history of datasets.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class EventLog(LabConnection connection, LabTime labTime)
{
    /// <summary>What <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "event_id, time, dataset_id, name, path, kind, field, old_value, new_value, why, who";

    // More than there are columns that go on changing.
    private const int RunningEntries = 8;

    // Ten parameters each; a statement takes some 30,000.
    private const int EntriesAtOnce = 1000;

    private static readonly string Us = Environment.UserName + "@" + Environment.MachineName;

    /// <summary>Adds an entry; belongs into a transaction.</summary>
    /// <param name="entry">The entry; who is filled in when it does not say.</param>
    /// <param name="id">The dataset's id when the entry does not say.</param>
    public void Add(DatasetEvent entry, long? id)
    {
        Insert([entry], id);
        if ((entry.Id ?? id) is { } changed)
        {
            // What the first message of its thread shows may no longer be so.
            connection.Execute("UPDATE message_thread SET changes = changes + 1 WHERE dataset_id = @id", ("@id", changed));
        }
    }

    /// <summary>Adds the entries of one dataset's change in one statement; belongs into a transaction.</summary>
    /// <param name="told">Entries as they are.</param>
    /// <param name="details">Entries about columns, after those; one about a count or a summary takes the place of the one before, as by
    /// <see cref="AddRunning"/>.</param>
    /// <param name="id">The dataset's id when an entry does not say.</param>
    /// <param name="counts">Takes the number of entries of each dataset, for <see cref="NoteThreads"/>.</param>
    public void AddAll(IReadOnlyList<DatasetEvent> told, IReadOnlyList<DatasetEvent> details, long? id, Dictionary<long, int> counts)
    {
        List<DatasetEvent> entries = [.. told, .. Continue(told, details, id)];
        foreach (var chunk in entries.Chunk(EntriesAtOnce))
        {
            Insert(chunk, id);
        }

        foreach (var changed in entries.Select(entry => entry.Id ?? id).OfType<long>())
        {
            counts[changed] = counts.GetValueOrDefault(changed) + 1;
        }
    }

    /// <summary>Notes that what the first messages of threads show may no longer be so; belongs into a transaction.</summary>
    /// <param name="counts">The number of new entries of each dataset.</param>
    public void NoteThreads(IReadOnlyDictionary<long, int> counts)
    {
        if (counts.Count == 0)
        {
            return;
        }

        var cases = string.Join(' ', counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"WHEN {pair.Key} THEN {pair.Value}")));
        connection.Execute($"UPDATE message_thread SET changes = changes + CASE dataset_id {cases} END WHERE dataset_id IN ({SqlNumbers.List(counts.Keys)})");
    }

    // The entries that take the place of others, which are deleted.
    private List<DatasetEvent> Continue(IReadOnlyList<DatasetEvent> told, IReadOnlyList<DatasetEvent> details, long? id)
    {
        var goesOn = told.All(entry => ColumnAuthors.IsRunning(entry.Field));
        List<DatasetEvent>? running = null;
        var (entries, replaced) = (new List<DatasetEvent>(), new List<long>());
        foreach (var entry in details)
        {
            goesOn &= ColumnAuthors.IsRunning(entry.Field);
            var before = goesOn ? Before(entry, running ??= ReadRunning(entry.Id ?? id)) : null;
            if (before is not null)
            {
                replaced.Add(before.EventId);
            }

            entries.Add(before is null ? entry : entry with { From = before.From, Why = before.Why });
        }

        if (replaced.Count > 0)
        {
            connection.Execute($"DELETE FROM dataset_event WHERE event_id IN ({SqlNumbers.List(replaced)})");
        }

        return entries;
    }

    private void Insert(IReadOnlyList<DatasetEvent> entries, long? id)
    {
        using var command = connection.Command(string.Empty);
        var rows = new List<string>();
        foreach (var entry in entries)
        {
            object?[] values =
                [StoredTime.Write(entry.Time), entry.Id ?? id, entry.Name, entry.Path, entry.Kind, entry.Field, entry.From, entry.To, entry.Why, entry.Who ?? Us];
            var names = values.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@v{command.Parameters.Count + i}")).ToList();
            foreach (var (name, value) in names.Zip(values))
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            rows.Add($"({string.Join(", ", names)})");
        }

#pragma warning disable CA2100 // Names of parameters.
        command.CommandText =
            $"INSERT INTO dataset_event (time, dataset_id, name, path, kind, field, old_value, new_value, why, who) VALUES {string.Join(", ", rows)}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Adds an entry; one about a count or a summary takes the place of the one before when nothing else has happened in between, so that
    /// days of imaging are a line and not thousands.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="id">The dataset's id when the entry does not say.</param>
    public void AddRunning(DatasetEvent entry, long? id)
    {
        if (ColumnAuthors.IsRunning(entry.Field) && Before(entry, ReadRunning(entry.Id ?? id)) is { } before)
        {
            connection.Execute("DELETE FROM dataset_event WHERE event_id = @id", ("@id", before.EventId));
            entry = entry with { From = before.From, Why = before.Why };
        }

        Add(entry, id);
    }

    /// <summary>Reads the present row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The entry.</returns>
    public static DatasetEvent Read(StoredRow row) => new()
    {
        EventId = row.Long(0),
        Time = row.OwnTimeAtLab(1) ?? default,
        Id = row.IsNull(2) ? null : row.Long(2),
        Name = row.Text(3, "name") ?? string.Empty,
        Path = row.Text(4, "path"),
        Kind = row.Text(5, "kind") ?? string.Empty,
        Field = row.Text(6, "field"),
        From = row.Text(7, "old_value"),
        To = row.Text(8, "new_value"),
        Why = row.Text(9, "why"),
        Who = row.Text(10, "who"),
    };

    // The entry that the new one continues; its reason tells since when.
    private DatasetEvent? Before(DatasetEvent entry, List<DatasetEvent> running)
    {
        const string Since = " Since ";
        var before = running.Find(other => other.Kind == entry.Kind && other.Field == entry.Field && other.Who == (entry.Who ?? Us));
        return before is null || before.Why?.Contains(Since, StringComparison.Ordinal) == true
            ? before
            : before with { Why = $"{entry.Why}{Since}{labTime.Write(before.Time)}." };
    }

    // The newest entries, as far as nothing else has happened since.
    private List<DatasetEvent> ReadRunning(long? id) =>
    [
        .. connection
            .Query(
                $"SELECT {Columns} FROM dataset_event WHERE dataset_id = @id ORDER BY time DESC, event_id DESC LIMIT @count",
                labTime,
                Read,
                ("@id", id),
                ("@count", RunningEntries))
            .TakeWhile(before => ColumnAuthors.IsRunning(before.Field)),
    ];
}
