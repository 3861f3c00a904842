using MicroStatus.Datasets;
using MicroStatus.Storage;

namespace MicroStatus.Backend.Database;

/// <summary>The space on the stores: levels and samples in tables of our own, warnings in the shared table (lab.md §6, §7).</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">The lab's time zone, in which times are shown.</param>
internal sealed class StorageHistory(LabConnection connection, LabTime labTime) : IStorageHistory
{
    /// <inheritdoc/>
    public StorageMemory Read(string store, string root) => connection.Read(() =>
    {
        var states = connection.Query(
            "SELECT level, since FROM storage_state WHERE store = @store AND root = @root",
            labTime,
            row => new StorageState(Enum.TryParse<StorageLevel>(row.Text(0, "level"), out var level) ? level : StorageLevel.None, row.OwnTime(1) ?? default),
            ("@store", store),
            ("@root", root));
        var samples = connection.Query(
            "SELECT time, size, used, free FROM storage_sample WHERE store = @store AND root = @root ORDER BY time DESC LIMIT 1",
            labTime,
            row => Sample(store, row),
            ("@store", store),
            ("@root", root));
        var warnings = connection.Query(
            "SELECT type, active, message_sent FROM warning ORDER BY id",
            labTime,
            row => new StorageWarningRow(row.Text(0, "type") ?? string.Empty, row.Flag(1, "active"), row.Flag(2, "message_sent")));
        return new StorageMemory(states.FirstOrDefault(), samples.FirstOrDefault(), warnings);
    });

    /// <inheritdoc/>
    public IReadOnlyList<StorageSample> ReadSamples(string store, string root, DateTimeOffset? since, DateTimeOffset? until) => connection.Read(() => connection.Query(
        """
        SELECT time, size, used, free FROM storage_sample
        WHERE store = @store AND root = @root AND (@since IS NULL OR time >= @since) AND (@until IS NULL OR time <= @until)
        ORDER BY time
        """,
        labTime,
        row => Sample(store, row),
        ("@store", store),
        ("@root", root),
        ("@since", since is { } from ? StoredTime.Write(from) : null),
        ("@until", until is { } to ? StoredTime.Write(to) : null)));

    /// <summary>Writes what a check found; belongs into a transaction.</summary>
    /// <param name="record">What it found.</param>
    public void Write(StorageRecord record)
    {
        if (record.State is { } state)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO storage_state (store, root, level, since) VALUES (@store, @root, @level, @since)",
                ("@store", record.Store),
                ("@root", record.Root),
                ("@level", state.Level.ToString()),
                ("@since", StoredTime.Write(state.Since)));
        }

        if (record.Sample is { } sample)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO storage_sample (store, root, time, size, used, free) VALUES (@store, @root, @time, @size, @used, @free)",
                ("@store", record.Store),
                ("@root", record.Root),
                ("@time", StoredTime.Write(sample.Time)),
                ("@size", sample.Size),
                ("@used", sample.Used),
                ("@free", sample.Free));
        }

        foreach (var time in record.Forgotten)
        {
            connection.Execute(
                "DELETE FROM storage_sample WHERE store = @store AND root = @root AND time = @time",
                ("@store", record.Store),
                ("@root", record.Root),
                ("@time", StoredTime.Write(time)));
        }
    }

    /// <summary>Brings rows of the shared table in line; belongs into a transaction.</summary>
    /// <param name="warnings">The rows as they must be.</param>
    public void Write(IReadOnlyList<StorageWarningRow> warnings)
    {
        foreach (var warning in warnings)
        {
            (string, object?)[] values = [("@type", warning.Type), ("@active", warning.IsActive ? 1 : 0), ("@sent", warning.IsSent ? 1 : 0)];
            if (connection.Execute("UPDATE warning SET active = @active, message_sent = @sent WHERE type = @type", values) == 0)
            {
                connection.Execute("INSERT INTO warning (type, active, message_sent) VALUES (@type, @active, @sent)", values);
            }
        }
    }

    private static StorageSample Sample(string store, StoredRow row) =>
        new(store, row.OwnTimeAtLab(0) ?? default, row.Long(1), row.Long(2), row.Long(3));
}
