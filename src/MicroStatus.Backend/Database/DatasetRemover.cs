using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Removes datasets with what is remembered of them; history and what was announced stay.</summary>
/// <param name="connection">The database.</param>
/// <param name="events">The history.</param>
/// <param name="external">What others did to the rows.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class DatasetRemover(LabConnection connection, EventLog events, ExternalChanges external, TimeProvider clock)
{
    /// <summary>Removes one dataset; belongs into a transaction.</summary>
    /// <param name="id">Its row.</param>
    /// <returns>False when there is none.</returns>
    public bool Remove(long id)
    {
        string? name;
        string? path;
        using (var command = connection.Command("SELECT CAST(name AS TEXT), CAST(path_on_fast_store AS TEXT) FROM dataset WHERE id = @id", ("@id", id)))
        using (var reader = command.ExecuteReader())
        {
            if (!reader.Read())
            {
                return false;
            }

            name = reader.IsDBNull(0) ? null : reader.GetString(0);
            path = reader.IsDBNull(1) ? null : reader.GetString(1);
        }

        external.Note(id);
        connection.Execute("DELETE FROM dataset WHERE id = @id", ("@id", id));
        external.See(id);
        events.Add(
            new DatasetEvent { Time = clock.GetUtcNow(), Name = name ?? string.Empty, Path = path, Kind = EventKind.Removed, Why = "Removed from the database by a person." },
            id);

        // Duplicate rows of one folder share what is remembered.
        if (path is not null && connection.Scalar("SELECT 1 FROM dataset WHERE path_on_fast_store = @path LIMIT 1", ("@path", path)) is null)
        {
            foreach (var table in (ReadOnlySpan<string>)["observation", "attention", "quarantine"])
            {
                connection.Execute($"DELETE FROM {table} WHERE path = @path", ("@path", path));
            }
        }

        return true;
    }
}
