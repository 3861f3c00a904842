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

    private static readonly string Us = Environment.UserName + "@" + Environment.MachineName;

    /// <summary>Adds an entry; belongs into a transaction.</summary>
    /// <param name="entry">The entry; who is filled in when it does not say.</param>
    /// <param name="id">The dataset's id when the entry does not say.</param>
    public void Add(DatasetEvent entry, long? id)
    {
        Insert(entry, id);
        if ((entry.Id ?? id) is { } changed)
        {
            // What the first message of its thread shows may no longer be so.
            connection.Execute("UPDATE message_thread SET changes = changes + 1 WHERE dataset_id = @id", ("@id", changed));
        }
    }

    private void Insert(DatasetEvent entry, long? id) => connection.Execute(
        """
        INSERT INTO dataset_event (time, dataset_id, name, path, kind, field, old_value, new_value, why, who)
        VALUES (@time, @id, @name, @path, @kind, @field, @from, @to, @why, @who)
        """,
        ("@time", StoredTime.Write(entry.Time)),
        ("@id", entry.Id ?? id),
        ("@name", entry.Name),
        ("@path", entry.Path),
        ("@kind", entry.Kind),
        ("@field", entry.Field),
        ("@from", entry.From),
        ("@to", entry.To),
        ("@why", entry.Why),
        ("@who", entry.Who ?? Us));

    /// <summary>Adds an entry; one about a count or a summary takes the place of the one before when nothing else has happened in between, so that
    /// days of imaging are a line and not thousands.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="id">The dataset's id when the entry does not say.</param>
    public void AddRunning(DatasetEvent entry, long? id)
    {
        if (ColumnAuthors.IsRunning(entry.Field) && FindRunning(entry, entry.Id ?? id) is { } before)
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
    private DatasetEvent? FindRunning(DatasetEvent entry, long? id)
    {
        using var command = connection.Command(
            $"SELECT {Columns} FROM dataset_event WHERE dataset_id = @id ORDER BY time DESC, event_id DESC LIMIT @count", ("@id", id), ("@count", RunningEntries));
        using var reader = command.ExecuteReader();
        var row = new StoredRow(reader, labTime);
        while (reader.Read())
        {
            var before = Read(row);
            if (!ColumnAuthors.IsRunning(before.Field))
            {
                return null;
            }

            if (before.Kind == entry.Kind && before.Field == entry.Field && before.Who == (entry.Who ?? Us))
            {
                const string Since = " Since ";
                return before.Why?.Contains(Since, StringComparison.Ordinal) == true
                    ? before
                    : before with { Why = $"{entry.Why}{Since}{labTime.Write(before.Time)}." };
            }
        }

        return null;
    }
}
