using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Finds entries of the history, by whichever index leads to few rows.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class EventQuery(LabConnection connection, LabTime labTime)
{
    // With more datasets than that, reading all entries in their order is quicker than finding and sorting those of each.
    private const int MostIds = 1000;

    // Entries found by dataset or name are read and sorted anew for each chunk: one chunk should do.
    private const int SortedChunk = 8192;

    /// <summary>Streams entries, the oldest first; those of one moment in the order they were written.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    public IEnumerable<DatasetEvent> Find(DatasetEventFilter filter, CancellationToken cancellationToken)
    {
        using var condition = new SqlCondition(connection.Patterns);
        var isSorted = AddTo(condition, filter);

        // A unary plus keeps an index from being used: the one on times gives the order, but leads to all entries.
        var (time, number) = isSorted ? ("+time", "+event_id") : ("time", "event_id");
        var (fromTime, fromNumber) = (filter.Since is { } since ? StoredTime.Write(since) : string.Empty, 0L);
        if (filter.Last is { } last)
        {
            (fromTime, fromNumber) = StartOfLast(condition, time, number, last, fromTime);
        }

        using var command = connection.Command(
            $"""
            SELECT {EventLog.Columns} FROM dataset_event
            WHERE ({time}, {number}) > (@after, @tie){condition} ORDER BY {time}, {number} LIMIT @count
            """);
        condition.Bind(command);
        var tie = command.Parameters.AddWithValue("@tie", fromNumber);
        var entries = ChunkedQuery.Stream<DatasetEvent>(
            connection,
            command,
            first: fromTime,
            largest: isSorted ? SortedChunk : null,
            (reader, chunk) =>
            {
                var row = new StoredRow(reader, labTime);
                var end = fromTime;
                while (reader.Read())
                {
                    chunk.Add(EventLog.Read(row));
                    end = reader.GetString(1);
                    tie.Value = chunk[^1].EventId;
                }

                return new ChunkEnd(chunk.Count, end);
            },
            cancellationToken,
            isSorted ? SortedChunk : null);
        foreach (var entry in filter.Last is { } most ? entries.Take(most) : entries)
        {
            yield return entry;
        }
    }

    // True when an index on datasets or names leads to the entries, which then have to be sorted; that of one dataset keeps their order.
    private bool AddTo(SqlCondition condition, DatasetEventFilter filter)
    {
        var isIndexed = false;
        if (filter.Ids.Count > 0)
        {
            isIndexed = filter.Ids.Count is > 1 and <= MostIds;
            condition.And(filter.Ids.Count == 1
                ? "dataset_id = " + condition.Value(filter.Ids[0])
                : condition.AnyOf(isIndexed ? "dataset_id" : "+dataset_id", filter.Ids));
        }

        if (filter.Names.Count > 0)
        {
            condition.And(condition.Matches("name", filter.Names, new NameLookup(connection, "dataset_event"), out var isNameIndexed));
            isIndexed |= isNameIndexed;
        }

        if (filter.Kinds.Count > 0)
        {
            condition.And(condition.Matches("kind", filter.Kinds));
        }

        return isIndexed;
    }

    private (string Time, long Number) StartOfLast(SqlCondition condition, string time, string number, int last, string since)
    {
        using var command = connection.Command(
            $"SELECT time, event_id FROM dataset_event WHERE {time} >= @since{condition} ORDER BY {time} DESC, {number} DESC LIMIT 1 OFFSET @skip",
            ("@since", since),
            ("@skip", last - 1));
        condition.Bind(command);
        return connection.Read(() =>
        {
            using var reader = command.ExecuteReader();
            return reader.Read() ? (reader.GetString(0), reader.GetInt64(1) - 1) : (since, 0L);
        });
    }
}
