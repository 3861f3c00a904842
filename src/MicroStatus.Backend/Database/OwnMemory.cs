using System.Text;
using Microsoft.Data.Sqlite;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>What is remembered between checks: observations, folders, attention, quarantine.</summary>
/// <param name="connection">The database.</param>
/// <param name="labTime">How times are written in shared tables.</param>
internal sealed class OwnMemory(LabConnection connection, LabTime labTime)
{
    private const int ObservationsAtOnce = 32;
    private const string ObservationColumns =
        "path, device, inode, first_seen, last_progress, last_change, last_full_listing, units, growing_bytes, rate_from, rate_from_units, imported, memory";

    /// <summary>All observations, in the order of their paths.</summary>
    /// <returns>Each as it is read.</returns>
    public IEnumerable<ObservationRecord> ReadObservations()
    {
        using var command = connection.Command($"SELECT {ObservationColumns} FROM observation WHERE path > @after ORDER BY path LIMIT @count");
        var records = ChunkedQuery.Stream<ObservationRecord>(
            connection,
            command,
            first: string.Empty,
            ObservationsAtOnce,
            (reader, chunk) =>
            {
                chunk.AddRange(Rows(reader, ReadObservation));
                return new ChunkEnd(chunk.Count, chunk.Count > 0 ? chunk[^1].Path : string.Empty);
            },
            CancellationToken.None);
        foreach (var record in records)
        {
            yield return record;
        }
    }

    /// <summary>One observation.</summary>
    /// <param name="path">The dataset's folder.</param>
    /// <returns>The record, or null.</returns>
    public ObservationRecord? ReadObservation(string path) =>
        Query($"SELECT {ObservationColumns} FROM observation WHERE path = @path", ReadObservation, ("@path", path)).FirstOrDefault();

    /// <summary>Writes an observation; belongs into a transaction.</summary>
    /// <param name="record">The record.</param>
    public void WriteObservation(ObservationRecord record) => connection.Execute(
        $"""
        INSERT OR REPLACE INTO observation ({ObservationColumns})
        VALUES (@path, @device, @inode, @seen, @progress, @change, @listing, @units, @growing, @rate, @rateUnits, @imported, @memory)
        """,
        ("@path", record.Path),
        ("@device", record.Identity is { } device ? unchecked((long)device.Device) : null),
        ("@inode", record.Identity is { } inode ? unchecked((long)inode.Inode) : null),
        ("@seen", StoredTime.Write(record.FirstSeen)),
        ("@progress", StoredTime.Write(record.LastProgress)),
        ("@change", StoredTime.Write(record.LastChange)),
        ("@listing", StoredTime.Write(record.LastFullListing)),
        ("@units", record.Units),
        ("@growing", record.GrowingBytes),
        ("@rate", StoredTime.Write(record.RateFrom)),
        ("@rateUnits", record.RateFromUnits),
        ("@imported", record.Imported is { } imported ? StoredTime.Write(imported) : null),
        ("@memory", record.Memory));

    /// <summary>Open reasons for attention, in the order they were opened.</summary>
    /// <returns>The records.</returns>
    public List<AttentionRecord> ReadOpenAttention() => Query(
        "SELECT episode, path, kind, subject, text, opened, paused_by_us FROM attention WHERE closed IS NULL ORDER BY episode",
        row => new AttentionRecord(
            row.Long(0),
            row.Text(1, "path") ?? string.Empty,
            new AttentionReason(row.Text(2, "kind") ?? string.Empty, row.Text(3, "subject") ?? string.Empty, row.Text(4, "text") ?? string.Empty),
            row.OwnTime(5) ?? default,
            row.Flag(6, "paused_by_us")));

    /// <summary>What discovery remembers.</summary>
    /// <returns>All folders.</returns>
    public List<FolderMemory> ReadFolders() => Query(
        "SELECT path, modified, listed, folders FROM folder_memory",
        row => new FolderMemory(
            row.Text(0, "path") ?? string.Empty,
            row.OwnTime(1) ?? default,
            row.OwnTime(2) ?? default,
            Encoding.UTF8.GetString(row.Bytes(3)).Split('\0', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Replaces and forgets folders; belongs into a transaction.</summary>
    /// <param name="changed">Folders to write.</param>
    /// <param name="forgotten">Folders to forget.</param>
    public void WriteFolders(IReadOnlyList<FolderMemory> changed, IReadOnlyList<string> forgotten)
    {
        foreach (var folder in changed)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO folder_memory (path, modified, listed, folders) VALUES (@path, @modified, @listed, @folders)",
                ("@path", folder.Path),
                ("@modified", StoredTime.Write(folder.Modified)),
                ("@listed", StoredTime.Write(folder.Listed)),
                ("@folders", Encoding.UTF8.GetBytes(string.Join('\0', folder.Folders))));
        }

        foreach (var path in forgotten)
        {
            connection.Execute("DELETE FROM folder_memory WHERE path = @path", ("@path", path));
        }
    }

    /// <summary>Datasets whose checks failed.</summary>
    /// <returns>All records.</returns>
    public List<QuarantineRecord> ReadQuarantine() => Query(
        "SELECT path, failures, reason, since, folder_modified FROM quarantine ORDER BY path",
        row => new QuarantineRecord(
            row.Text(0, "path") ?? string.Empty,
            row.Integer(1, "failures") ?? 0,
            row.Text(2, "reason") ?? string.Empty,
            row.OwnTime(3) ?? default,
            row.IsNull(4) ? null : row.OwnTime(4)));

    /// <summary>Writes failures and forgets those that are over; belongs into a transaction.</summary>
    /// <param name="failed">Records to write.</param>
    /// <param name="recovered">Folders to forget.</param>
    public void WriteQuarantine(IReadOnlyList<QuarantineRecord> failed, IReadOnlyList<string> recovered)
    {
        foreach (var record in failed)
        {
            connection.Execute(
                "INSERT OR REPLACE INTO quarantine (path, failures, reason, since, folder_modified) VALUES (@path, @failures, @reason, @since, @modified)",
                ("@path", record.Path),
                ("@failures", record.Failures),
                ("@reason", record.Reason),
                ("@since", StoredTime.Write(record.Since)),
                ("@modified", record.FolderModified is { } modified ? StoredTime.Write(modified) : null));
        }

        foreach (var path in recovered)
        {
            connection.Execute("DELETE FROM quarantine WHERE path = @path", ("@path", path));
        }
    }

    private static ObservationRecord ReadObservation(StoredRow row) => new()
    {
        Path = row.Text(0, "path") ?? string.Empty,
        Identity = row.IsNull(1) || row.IsNull(2) ? null : new FolderIdentity(unchecked((ulong)row.Long(1)), unchecked((ulong)row.Long(2))),
        FirstSeen = row.OwnTime(3) ?? default,
        LastProgress = row.OwnTime(4) ?? default,
        LastChange = row.OwnTime(5) ?? default,
        LastFullListing = row.OwnTime(6) ?? default,
        Units = (int)row.Long(7),
        GrowingBytes = row.Long(8),
        RateFrom = row.OwnTime(9) ?? default,
        RateFromUnits = (int)row.Long(10),
        Imported = row.OwnTime(11),
        Memory = row.Bytes(12),
    };

    private IEnumerable<T> Rows<T>(SqliteDataReader reader, Func<StoredRow, T> read)
    {
        var row = new StoredRow(reader, labTime);
        while (reader.Read())
        {
            yield return read(row);
        }
    }

    private List<T> Query<T>(string sql, Func<StoredRow, T> read, params (string Name, object? Value)[] parameters) => connection.Read(() =>
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        return Rows(reader, read).ToList();
    });
}
