using Microsoft.Data.Sqlite;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Finds PIs and CL numbers with their numbers of datasets: one pass over the datasets, whatever the number of rows asked for.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class OwnerQuery(LabConnection connection, LabTime labTime)
{
    // Many: the datasets are counted anew for each chunk.
    private const int OwnersAtOnce = 8192;

    // As Dataset.OnFastStore tells it: a flag that is no whole number is not set.
    private const string OnFastStore = """
        COALESCE(path_on_fast_store, '') <> '' AND typeof(path_on_fast_store) <> 'blob'
            AND NOT (COALESCE(CAST(moved AS INTEGER), 0) <> 0 AND (typeof(moved) <> 'text' OR trim(moved) NOT GLOB '*[^-+0-9]*'))
        """;

    /// <summary>Streams PIs in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    public IEnumerable<PiSummary> FindPis(PiFilter filter, CancellationToken cancellationToken)
    {
        using var condition = new SqlCondition(connection.Patterns);
        if (filter.Pis.Count > 0)
        {
            condition.And(condition.Matches("p.name", filter.Pis));
        }

        using var command = Command(
            $"""
            SELECT p.id, p.name, p.public_folder_name, c.number, d.number, d.on_fast_store
            FROM pi p
            LEFT JOIN ({DatasetsBy("pi")}) d ON d.owner = p.id
            LEFT JOIN (SELECT pi AS owner, COUNT(*) AS number FROM clnumber GROUP BY pi) c ON c.owner = p.id
            WHERE p.id > @after{condition} ORDER BY p.id LIMIT @count
            """,
            condition);
        foreach (var pi in Stream(
            command,
            row => new PiSummary
            {
                Pi = row.Text(1, "name") ?? string.Empty,
                PiId = row.Long(0),
                PublicFolderName = row.Text(2, "public_folder_name"),
                ClNumbers = (int)row.Long(3),
                Datasets = (int)row.Long(4),
                OnFastStore = (int)row.Long(5),
            },
            pi => pi.PiId,
            cancellationToken))
        {
            yield return pi;
        }
    }

    /// <summary>Streams CL numbers in the order of their ids.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Each as it is read.</returns>
    public IEnumerable<ClNumberSummary> FindClNumbers(ClNumberFilter filter, CancellationToken cancellationToken)
    {
        using var condition = new SqlCondition(connection.Patterns);
        if (filter.ClNumbers.Count > 0)
        {
            condition.And(condition.Matches("c.name", filter.ClNumbers));
        }

        if (filter.Pis.Count > 0)
        {
            condition.And(condition.Matches("p.name", filter.Pis));
        }

        if (filter.PiIds.Count > 0)
        {
            condition.And(condition.AnyOf("c.pi", filter.PiIds));
        }

        using var command = Command(
            $"""
            SELECT c.id, c.name, p.name, d.number, d.on_fast_store
            FROM clnumber c
            LEFT JOIN pi p ON p.id = c.pi
            LEFT JOIN ({DatasetsBy("cl_number")}) d ON d.owner = c.id
            WHERE c.id > @after{condition} ORDER BY c.id LIMIT @count
            """,
            condition);
        foreach (var clNumber in Stream(
            command,
            row => new ClNumberSummary
            {
                ClNumber = row.Text(1, "name") ?? string.Empty,
                ClNumberId = row.Long(0),
                Pi = row.Text(2, "pi.name"),
                Datasets = (int)row.Long(3),
                OnFastStore = (int)row.Long(4),
            },
            clNumber => clNumber.ClNumberId,
            cancellationToken))
        {
            yield return clNumber;
        }
    }

    private static string DatasetsBy(string column) =>
        $"SELECT {column} AS owner, COUNT(*) AS number, SUM({OnFastStore}) AS on_fast_store FROM dataset WHERE {column} IS NOT NULL GROUP BY {column}";

    private SqliteCommand Command(string sql, SqlCondition condition)
    {
        var command = connection.Command(sql);
        condition.Bind(command);
        return command;
    }

    private IEnumerable<T> Stream<T>(SqliteCommand command, Func<StoredRow, T> read, Func<T, long> idOf, CancellationToken cancellationToken) =>
        ChunkedQuery.Stream<T>(
            connection,
            command,
            first: long.MinValue,
            OwnersAtOnce,
            (reader, chunk) =>
            {
                var row = new StoredRow(reader, labTime);
                while (reader.Read())
                {
                    chunk.Add(read(row));
                }

                return new ChunkEnd(chunk.Count, chunk.Count > 0 ? idOf(chunk[^1]) : long.MinValue);
            },
            cancellationToken);
}
