using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Database;

/// <summary>Takes over, into the copy of a backup that is to become the database, what must not go back in time.</summary>
/// <remarks>The fencing number rises above those of both, so that a check that was held up cannot go on. What was announced stays known, so that nothing
/// is said twice. Ids are not given a second time: queue files, move jobs and messages name datasets by them. Who may act on the database stays.</remarks>
/// <param name="connector">Opens connections.</param>
/// <param name="labTime">How times are written in shared tables.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class RestoreCarry(DatabaseConnector connector, LabTime labTime, TimeProvider clock)
{
    // More than checks can have run since any backup, when the file that would tell is missing or unreadable.
    private const long UnknownFences = 1_000_000;

    private const string Former = "former";

    /// <summary>Takes over.</summary>
    /// <param name="prepared">The copy of the backup.</param>
    /// <param name="former">The file that is replaced, or its verified copy; null when there is none.</param>
    /// <param name="isDamaged">The former file is damaged: what can be read of it is taken, and the rest is lost.</param>
    /// <param name="restored">What history is told.</param>
    /// <param name="cancellationToken">Ends waits.</param>
    public void Into(string prepared, string? former, bool isDamaged, DatasetEvent restored, CancellationToken cancellationToken)
    {
        using var connection = connector.OpenNew(prepared, cancellationToken);
        connection.Write(() => DoubtMessages(connection));
        var isAttached = former is not null && Try(isDamaged, () => Attach(connection, former));
        long? fence = null;
        if (isAttached)
        {
            Try(isDamaged, () => connection.Write(() => fence = FormerFence(connection)));
            Try(isDamaged, () => connection.Write(() => CarrySequences(connection)));
            Try(isDamaged, () => connection.Write(() => CarryMessages(connection)));
            Try(isDamaged, () => connection.Write(() => CarryThreads(connection)));
            Try(isDamaged, () => connection.Write(() => CarryState(connection)));
            Try(isDamaged, () => connection.Write(() => CarrySpace(connection)));
            Try(isDamaged, () => connection.Write(() => CarryMoves(connection)));
            connection.Guarded(() => connection.Execute($"DETACH {Former}"));
        }

        connection.Write(() =>
        {
            RaiseFence(connection, isAttached && !isDamaged ? fence ?? 0 : (fence ?? 0) + UnknownFences);
            if (SchemaVersion.HasTable(connection, "dataset_event"))
            {
                new EventLog(connection, labTime).Add(restored, id: null);
            }

            return true;
        });
    }

    private static bool Try(bool isDamaged, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (StatusException e) when (isDamaged && PresentDatabase.IsDamage(e))
        {
            return false;
        }
    }

    // As it lies: no lock, no journal, and never a change to it.
    private static void Attach(LabConnection connection, string former) =>
        connection.Guarded(() => connection.Execute($"ATTACH @former AS {Former}", ("@former", FileHeader.ImmutableUri(former))));

    private static bool BothHave(LabConnection connection, string table) => SchemaVersion.HasTable(connection, table)
        && connection.Scalar($"SELECT 1 FROM {Former}.sqlite_master WHERE type = 'table' AND name = @table COLLATE NOCASE", ("@table", table)) is not null;

    private static long? FormerFence(LabConnection connection) =>
        connection.Scalar($"SELECT 1 FROM {Former}.sqlite_master WHERE type = 'table' AND name = 'run_lease'") is null
            ? null
            : connection.Scalar($"SELECT fence FROM {Former}.run_lease WHERE id = 1") as long?;

    // What waited when the backup was made may have been sent since: unless the former file tells, it is looked for before it is sent.
    private static int DoubtMessages(LabConnection connection)
    {
        DoubtPictures(connection);
        return HasOutboxColumn(connection, "tried")
            ? connection.Execute("UPDATE main.outbox SET state = 'unsure', next_try = NULL WHERE state IN ('pending', 'sending')")
            : 0;
    }

    private static void DoubtPictures(LabConnection connection)
    {
        if (HasOutboxColumn(connection, "picture_state"))
        {
            connection.Execute("UPDATE main.outbox SET picture_state = 'unsure', picture_next_try = NULL WHERE picture_state IN ('pending', 'sending')");
        }
    }

    private static bool HasOutboxColumn(LabConnection connection, string column) => SchemaVersion.HasTable(connection, "outbox")
        && connection.Scalar("SELECT 1 FROM pragma_table_info('outbox', 'main') WHERE name = @column", ("@column", column)) is not null;

    private static int CarryMessages(LabConnection connection)
    {
        if (!BothHave(connection, "outbox"))
        {
            return 0;
        }

        // By their key; a dataset that the backup does not know is nobody's there.
        var columns = CommonColumns(connection, "outbox").Where(column => column != "id").ToList();
        var values = columns.Select(column => column == "dataset_id" ? "CASE WHEN dataset_id IN (SELECT id FROM main.dataset) THEN dataset_id END" : column);
        return connection.Execute(
            $"""
            INSERT INTO main.outbox ({string.Join(", ", columns)})
            SELECT {string.Join(", ", values)} FROM {Former}.outbox WHERE true ORDER BY id
            ON CONFLICT (dedup_key) DO UPDATE SET {string.Join(", ", columns.Select(column => $"{column} = excluded.{column}"))}
            """);
    }

    // Datasets that the backup does not know get threads of their own when they are found again. The state shown has gone back in time.
    private static int CarryThreads(LabConnection connection)
    {
        if (!BothHave(connection, "message_thread"))
        {
            return 0;
        }

        var columns = string.Join(", ", CommonColumns(connection, "message_thread"));
        connection.Execute(
            $"""
            INSERT OR REPLACE INTO main.message_thread ({columns})
            SELECT {columns} FROM {Former}.message_thread WHERE dataset_id IN (SELECT id FROM main.dataset)
            """);
        return connection.Execute("UPDATE main.message_thread SET changes = changes + 1");
    }

    private static int CarryState(LabConnection connection)
    {
        if (!BothHave(connection, "monitor_note"))
        {
            return 0;
        }

        connection.Execute("DELETE FROM main.monitor_note WHERE substr(name, 1, length(@prefix)) = @prefix", ("@prefix", MonitorNotes.StatePrefix));
        return connection.Execute(
            $"INSERT INTO main.monitor_note (name, value) SELECT name, value FROM {Former}.monitor_note WHERE substr(name, 1, length(@prefix)) = @prefix",
            ("@prefix", MonitorNotes.StatePrefix));
    }

    // Disks do not go back in time with the database: the level of a store that was announced is not announced again.
    private static int CarrySpace(LabConnection connection)
    {
        var carried = 0;
        foreach (var table in (ReadOnlySpan<string>)["storage_state", "storage_sample"])
        {
            if (BothHave(connection, table))
            {
                var columns = string.Join(", ", CommonColumns(connection, table));
                carried += connection.Execute($"INSERT OR REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM {Former}.{table}");
            }
        }

        return carried;
    }

    // Jobs and folders do not go back in time either: what was begun stays begun, and what is held stays held.
    private static int CarryMoves(LabConnection connection)
    {
        var carried = 0;
        foreach (var table in (ReadOnlySpan<string>)["dataset_move", "move_hold", "intent", "file_relocation", "montage"])
        {
            if (BothHave(connection, table))
            {
                var columns = string.Join(", ", CommonColumns(connection, table));
                connection.Execute($"DELETE FROM main.{table}");
                carried += connection.Execute($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM {Former}.{table}");
            }
        }

        return carried;
    }

    private static int CarrySequences(LabConnection connection)
    {
        if (!BothHave(connection, "sqlite_sequence"))
        {
            return 0;
        }

        connection.Execute(
            $"""
            UPDATE main.sqlite_sequence AS mine SET seq = MAX(seq, (SELECT MAX(seq) FROM {Former}.sqlite_sequence f WHERE f.name = mine.name))
            WHERE EXISTS (SELECT 1 FROM {Former}.sqlite_sequence f WHERE f.name = mine.name)
            """);
        return connection.Execute(
            $"""
            INSERT INTO main.sqlite_sequence (name, seq) SELECT f.name, f.seq FROM {Former}.sqlite_sequence f
            WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_sequence m WHERE m.name = f.name)
                AND EXISTS (SELECT 1 FROM main.sqlite_master t WHERE t.type = 'table' AND t.name = f.name AND t.sql LIKE '%AUTOINCREMENT%')
            """);
    }

    private static List<string> CommonColumns(LabConnection connection, string table)
    {
        using var command = connection.Command(
            "SELECT m.name FROM pragma_table_info(@table, 'main') m JOIN pragma_table_info(@table, @former) f ON f.name = m.name ORDER BY m.cid",
            ("@table", table),
            ("@former", Former));
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    private void RaiseFence(LabConnection connection, long former)
    {
        if (!SchemaVersion.HasTable(connection, "run_lease"))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var fence = Math.Max(former, LeaseRow.Read(connection)?.Lease.Fence ?? 0) + 1;
        var lease = new Lease(Environment.MachineName, Environment.ProcessId, Environment.UserName, now, now, now, fence);
        new LeaseRow(lease, ProcessIdentity.StartOf(lease.ProcessId), Released: true).Write(connection);
        connection.Execute("UPDATE main.run_lease SET released = 1");
    }
}
