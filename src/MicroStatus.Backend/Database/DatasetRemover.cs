using System.Globalization;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Removes datasets with what is remembered of them; history and what was announced stay.</summary>
/// <param name="connection">The database.</param>
/// <param name="events">The history.</param>
/// <param name="external">What others did to the rows.</param>
/// <param name="labTime">How times are written.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class DatasetRemover(LabConnection connection, EventLog events, ExternalChanges external, LabTime labTime, TimeProvider clock)
{
    private static readonly string[] MemoryByPath = ["observation", "attention", "quarantine"];

    /// <summary>What the removal of datasets would take with it; belongs into a transaction.</summary>
    /// <param name="ids">The rows.</param>
    /// <returns>One for each that is there, in the order of their ids.</returns>
    public IReadOnlyList<DatasetRemoval> Plan(IReadOnlyList<long> ids)
    {
        var found = new List<DatasetRemoval>();
        foreach (var id in ids.Distinct().Order())
        {
            if (Find(id) is { } removal)
            {
                found.Add(removal with { WaitingMessages = Count("SELECT COUNT(*) FROM outbox WHERE dataset_id = @id AND state NOT IN ('sent', 'failed', 'skipped')", ("@id", id)) });
            }
        }

        return found.ConvertAll(WithMemory);
    }

    /// <summary>Removes one dataset; belongs into a transaction.</summary>
    /// <param name="removal">Its row as it was when the removal was decided on.</param>
    /// <returns>False when it is gone, has another folder or began to move.</returns>
    public bool Remove(DatasetRemoval removal)
    {
        if (Find(removal.Id) is not { } present || present.Path != removal.Path || (present.Moving && !removal.Moving))
        {
            return false;
        }

        external.Note([present.Id]);
        connection.Execute("DELETE FROM dataset WHERE id = @id", ("@id", present.Id));
        connection.Execute("DELETE FROM processing WHERE dataset_id = @id", ("@id", present.Id));
        connection.Execute("DELETE FROM montage WHERE dataset_id = @id", ("@id", present.Id));
        external.See([present.Id]);
        events.Add(
            new DatasetEvent
            {
                Time = clock.GetUtcNow(),
                Name = present.Name,
                Path = present.Path,
                Kind = EventKind.Removed,
                Why = "Removed from the database by a person.",
            },
            present.Id);

        // Duplicate rows of one folder share what is remembered.
        if (present.Path is { } path && SharedWith(path, present.Id).Count == 0)
        {
            foreach (var table in MemoryByPath)
            {
                connection.Execute($"DELETE FROM {table} WHERE path = @path", ("@path", Folder(path)));
            }
        }

        return true;
    }

    // Memory is kept by the folder's path as checks write it.
    private static string Folder(string path) => Path.TrimEndingDirectorySeparator(path);

    private DatasetRemoval? Find(long id)
    {
        using var command = connection.Command("SELECT name, path_on_fast_store, moving FROM dataset WHERE id = @id", ("@id", id));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var row = new StoredRow(reader, labTime);
        return new DatasetRemoval
        {
            Id = id,
            Name = row.Text(0, "name") ?? string.Empty,
            Path = row.Text(1, "path_on_fast_store"),
            Moving = row.Flag(2, "moving"),
        };
    }

    private DatasetRemoval WithMemory(DatasetRemoval removal) => removal.Path is not { } path
        ? removal
        : removal with
        {
            IsObserved = Count("SELECT COUNT(*) FROM observation WHERE path = @path", ("@path", Folder(path))) > 0,
            OpenAttention = Count("SELECT COUNT(*) FROM attention WHERE path = @path AND closed IS NULL", ("@path", Folder(path))),
            SharedWith = SharedWith(path, removal.Id),
        };

    private List<long> SharedWith(string path, long id)
    {
        var ids = new List<long>();
        using var command = connection.Command(
            "SELECT id FROM dataset WHERE path_on_fast_store IN (@path, @path || '/') AND id <> @id ORDER BY id", ("@path", Folder(path)), ("@id", id));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }

    private int Count(string sql, (string Name, object? Value) parameter) => Convert.ToInt32(connection.Scalar(sql, parameter), CultureInfo.InvariantCulture);
}
