using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Finds datasets.</summary>
/// <param name="connection">The database.</param>
/// <param name="memory">Tells open attention.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class DatasetQuery(LabConnection connection, OwnMemory memory, LabTime labTime)
{
    /// <summary>Streams datasets in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    public IEnumerable<Dataset> Find(DatasetFilter filter, CancellationToken cancellationToken)
    {
        using var condition = new SqlCondition(connection.Patterns);
        var wanted = new DatasetCondition(filter, labTime);
        wanted.AddTo(condition, new NameLookup(connection, "dataset"));
        var attention = memory.ReadOpenAttention()
            .GroupBy(record => record.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(record => record.Reason.Text).ToList(), StringComparer.Ordinal);
        using var command = connection.Command($"{DatasetRow.Select} WHERE d.id > @after{condition} ORDER BY d.id LIMIT @count");
        condition.Bind(command);
        var datasets = ChunkedQuery.Stream<Dataset>(
            connection,
            command,
            first: long.MinValue,
            largest: null,
            (reader, chunk) =>
            {
                var row = new StoredRow(reader, labTime);
                var rows = 0;
                var last = long.MinValue;
                while (reader.Read())
                {
                    var dataset = DatasetRow.Read(row, attention);
                    rows++;
                    last = dataset.Id;
                    if (wanted.Passes(dataset))
                    {
                        chunk.Add(dataset);
                    }
                }

                return new ChunkEnd(rows, last);
            },
            cancellationToken);
        foreach (var dataset in datasets)
        {
            yield return dataset;
        }
    }
}
