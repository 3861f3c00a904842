using MicroStatus.Backend.Database;
using MicroStatus.Configuration;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

public sealed class DatabaseRestoreTests : IDisposable
{
    private const string HeldLease =
        "INSERT OR REPLACE INTO run_lease VALUES (1, 'othernode', 4242, NULL, 'lab', '2026-09-14T13:59:00.0000000Z', '2026-09-14T14:00:00.0000000Z', '2026-09-14T14:02:00.0000000Z', 7, 0)";

    private readonly DatabaseLab _lab = new();

    public void Dispose() => _lab.Dispose();

    private string Replaced => Path.Join(_lab.Settings.Database.BackupFolder, "datasets-replaced-2026-09-14_10-00-00.db");

    [Theory]
    [InlineData(JournalKind.Rollback)]
    [InlineData(JournalKind.Wal)]
    public void The_content_of_the_backup_comes_back_and_what_was_there_is_kept(JournalKind journal)
    {
        using var lab = new DatabaseLab(journal);
        var backup = BackedUp(lab, rows: 500);
        lab.Sql("DELETE FROM dataset WHERE id > 20; INSERT INTO dataset (name) VALUES ('later')");
        var before = Datasets(lab.File);
        var inode = Inode(lab.File);
        var replaced = Path.Join(lab.Settings.Database.BackupFolder, "datasets-replaced-2026-09-14_10-00-00.db");

        var plan = lab.Files.PlanRestore(backup, DatabaseLab.Cancellation);
        var restore = lab.Files.Restore(backup, DatabaseLab.Cancellation);

        Assert.Equal(new DatabaseRestore(lab.File, backup, null, 21, 500, Migration.CurrentVersion, NeedsUpdate: false, Restored: false), plan);
        Assert.Equal(plan with { Replaced = replaced, Restored = true }, restore);
        Assert.Equal(inode, Inode(lab.File));
        Assert.Equal(Datasets(backup), Datasets(lab.File));
        Assert.Equal(before, Datasets(replaced));
        Assert.Equal(["ok"], lab.Rows("PRAGMA integrity_check"));
        Assert.Equal([lab.File], Directory.GetFiles(lab.Folder));
        using var database = lab.Open();
        var entry = Assert.Single(database.FindEvents(new DatasetEventFilter { Kinds = [EventKind.Restored] }, DatabaseLab.Cancellation));
        Assert.Equal(("datasets.db", lab.File, replaced, backup), (entry.Name, entry.Path, entry.From, entry.To));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(16384)]
    public void A_backup_with_pages_of_another_size_is_restored(int pageSize)
    {
        var backup = BackedUp(_lab, rows: 500);
        _lab.Sql($"PRAGMA page_size = {pageSize}; VACUUM; DELETE FROM dataset");
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(Datasets(backup), Datasets(_lab.File));
        Assert.Equal(["ok"], _lab.Rows("PRAGMA integrity_check"));
        Assert.Equal(["0"], QueryOf(Replaced, "SELECT COUNT(*) FROM dataset"));
    }

    [Fact]
    public void Programs_that_have_the_database_open_go_on_with_the_restored_content()
    {
        var backup = BackedUp(_lab, rows: 300);
        _lab.Sql("DELETE FROM dataset WHERE id > 5");
        using var web = _lab.Raw();
        using var count = web.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM dataset";
        Assert.Equal(5L, count.ExecuteScalar());

        _lab.Files.Restore(backup, DatabaseLab.Cancellation);

        Assert.Equal(300L, count.ExecuteScalar());
        DatabaseLab.Sql(web, "INSERT INTO dataset (name) VALUES ('from the web page')");
        Assert.Equal(["301"], _lab.Rows("SELECT COUNT(*) FROM dataset"));
    }

    [Fact]
    public async Task Every_row_that_another_program_committed_is_in_the_kept_file_or_in_the_restored_one()
    {
        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { BusyTimeout = TimeSpan.FromSeconds(60) } };
        var backup = BackedUp(_lab, rows: 2000);
        var committed = 0;
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(
            () =>
            {
                using var writer = _lab.Raw();
                DatabaseLab.Sql(writer, "PRAGMA busy_timeout = 60000; PRAGMA synchronous = OFF");
                while (!stop.IsCancellationRequested)
                {
                    DatabaseLab.Sql(writer, $"INSERT INTO dataset (name) VALUES ('written {committed + 1}')");
                    Interlocked.Increment(ref committed);
                    stop.Token.WaitHandle.WaitOne(1); // a program that writes without a pause shuts everybody out
                }
            },
            DatabaseLab.Cancellation);
        SpinWait.SpinUntil(() => Volatile.Read(ref committed) > 20, TimeSpan.FromSeconds(20));
        var replaced = _lab.Files.Restore(backup, DatabaseLab.Cancellation).Replaced!;
        var then = Volatile.Read(ref committed);
        SpinWait.SpinUntil(() => Volatile.Read(ref committed) > then + 20, TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await writing;

        var kept = QueryOf(replaced, "SELECT name FROM dataset WHERE name LIKE 'written %' ORDER BY id");
        var after = _lab.Rows("SELECT name FROM dataset WHERE name LIKE 'written %' ORDER BY id");
        Assert.Equal(Enumerable.Range(1, committed).Select(i => $"written {i}"), kept.Concat(after));
    }

    [Fact]
    public void What_was_announced_stays_known_and_new_messages_come_along()
    {
        var backup = BackedUp(_lab, rows: 2, "INSERT INTO outbox (dedup_key, state, kind, severity, text, created, dataset_id) VALUES ('a', 'pending', 'k', 'Information', 'old', 't', 1), ('only then', 'pending', 'k', 'Information', 'x', 't', 2)");
        _lab.Sql("""
            UPDATE outbox SET state = 'sent', text = 'new' WHERE dedup_key = 'a';
            DELETE FROM outbox WHERE dedup_key = 'only then';
            INSERT INTO dataset (id, name) VALUES (3, 'later');
            INSERT INTO outbox (dedup_key, state, kind, severity, text, created, dataset_id) VALUES ('b', 'sent', 'k', 'Warning', 'b', 't', 3), ('c', 'pending', 'k', 'Warning', 'c', 't', 2);
            """);
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(
            ["a|sent|new|1", "b|sent|b|NULL", "c|pending|c|2", "only then|unsure|x|2"],
            _lab.Rows("SELECT dedup_key, state, text, dataset_id FROM outbox ORDER BY dedup_key"));
        Assert.Empty(_lab.Rows("PRAGMA foreign_key_check"));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("sending")]
    public void What_waited_at_the_time_of_the_backup_may_have_been_sent_since_and_is_looked_for_first(string state)
    {
        var backup = BackedUp(_lab, rows: 1, $"INSERT INTO outbox (dedup_key, state, kind, severity, text, created, next_try) VALUES ('a', '{state}', 'k', 'Information', 'x', 't', 't'), ('b', 'failed', 'k', 'Information', 'x', 't', NULL)");
        File.Delete(_lab.File);
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(["a|unsure|NULL", "b|failed|NULL"], _lab.Rows("SELECT dedup_key, state, next_try FROM outbox ORDER BY dedup_key"));
    }

    [Fact]
    public void Threads_that_were_opened_since_are_kept_and_brought_up_to_date()
    {
        const string Insert = "INSERT INTO message_thread (dataset_id, message_key, channel, timestamp, shown) VALUES";
        var backup = BackedUp(_lab, rows: 2, $"{Insert} (1, 'a', 'C1', '1.0', 'early')");
        _lab.Sql($"UPDATE message_thread SET shown = 'late'; {Insert} (2, 'b', 'C1', '2.0', 'x'), (3, 'c', 'C1', '3.0', 'x')");
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(["1|1.0|late|1", "2|2.0|x|1"], _lab.Rows("SELECT dataset_id, timestamp, shown, changes FROM message_thread ORDER BY dataset_id"));
    }

    [Fact]
    public void How_full_the_stores_are_and_which_level_was_announced_stays()
    {
        const string Samples = "INSERT INTO storage_sample VALUES ('Hive', '/h20', 't1', 9, 5, 4)";
        var backup = BackedUp(_lab, rows: 1, $"INSERT INTO storage_state VALUES ('Hive', '/h20', 'First', 't1'); {Samples}");
        _lab.Sql("UPDATE storage_state SET level = 'Critical', since = 't2'; INSERT INTO storage_sample VALUES ('Hive', '/h20', 't2', 9, 9, 0)");
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(["Hive|/h20|Critical|t2"], _lab.Rows("SELECT * FROM storage_state"));
        Assert.Equal(["t1|5", "t2|9"], _lab.Rows("SELECT time, used FROM storage_sample ORDER BY time"));
    }

    [Fact]
    public void Ids_given_since_the_backup_are_not_given_again()
    {
        var backup = BackedUp(_lab, rows: 3);
        _lab.Sql("INSERT INTO dataset (id, name) VALUES (70, 'later'); INSERT INTO attention (episode, path, kind, subject, text, opened) VALUES (9, 'p', 'k', 's', 't', 'o')");
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        using var database = _lab.Open();
        Assert.Equal(71, Assert.Single(database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition())], ownTablesOnly: false, lease: null)).Id);
        Assert.Equal(["9"], _lab.Rows("SELECT seq FROM sqlite_sequence WHERE name = 'attention'"));
    }

    [Fact]
    public void Who_may_act_stays()
    {
        var backup = BackedUp(_lab, rows: 1);
        using (var database = _lab.Open())
        {
            database.WriteMonitorState(new MonitorState(CheckMode.Observe, DatabaseLab.Start, "node7"), lease: null);
        }

        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        using var restored = _lab.Open();
        Assert.Equal(new MonitorState(CheckMode.Observe, DatabaseLab.Start, "node7"), restored.ReadMonitorState());
    }

    [Fact]
    public async Task A_check_that_was_held_up_since_before_cannot_go_on()
    {
        var backup = BackedUp(_lab, rows: 1);
        using var database = _lab.Open();
        await using var suspended = database.AcquireLease(DatabaseLab.Cancellation);
        _lab.Sql("UPDATE run_lease SET expires = '2026-01-01T00:00:00.0000000Z'");

        _lab.Files.Restore(backup, DatabaseLab.Cancellation);

        Refusal.Of("LeaseLost", suspended.Verify);
        Refusal.Of("LeaseLost", () => database.WriteNote("x", "y", suspended));
        await using var next = database.AcquireLease(DatabaseLab.Cancellation);
        Assert.True(next.Lease.Fence > suspended.Lease.Fence + 1);
    }

    [Fact]
    public void A_running_check_refuses_the_restore()
    {
        var backup = BackedUp(_lab, rows: 1);
        _lab.Sql(HeldLease);
        ChangesNothing("LeaseHeld", backup);
    }

    [Fact]
    public void A_restore_that_fails_gives_the_lease_back()
    {
        var backup = BackedUp(_lab, rows: 1);
        File.WriteAllText(Path.Join(_lab.Folder, "file"), "x");
        var settings = _lab.Settings;
        _lab.Settings = settings with { Database = settings.Database with { BackupFolder = Path.Join(_lab.Folder, "nowhere", "backups") } };
        Refusal.Of("BackupFailed", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
        _lab.Settings = settings;
        Assert.True(_lab.Files.Restore(backup, DatabaseLab.Cancellation).Restored);
    }

    [Fact]
    public void A_locked_database_is_called_locked_and_nothing_is_changed()
    {
        var backup = BackedUp(_lab, rows: 1);
        using var other = _lab.Raw();
        foreach (var begin in (string[])["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
        {
            DatabaseLab.Sql(other, begin);
            Refusal.Of("DatabaseLocked", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
            DatabaseLab.Sql(other, "ROLLBACK");
        }

        DatabaseLab.Sql(other, "BEGIN");
        using (var read = other.CreateCommand())
        {
            read.CommandText = "SELECT COUNT(*) FROM dataset";
            read.ExecuteScalar();
            Refusal.Of("DatabaseLocked", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
        }

        DatabaseLab.Sql(other, "ROLLBACK");
        Assert.Equal([_lab.File], Directory.GetFiles(_lab.Folder));
        Assert.Equal([backup], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
        Assert.Equal(["1"], _lab.Rows("SELECT COUNT(*) FROM dataset"));
    }

    [Fact]
    public void A_write_ahead_log_that_others_have_open_is_called_locked_until_they_close_it()
    {
        var backup = BackedUp(_lab, rows: 1);
        using (var other = _lab.Raw())
        {
            DatabaseLab.Sql(other, "PRAGMA journal_mode = WAL; INSERT INTO dataset (name) VALUES ('in the log')");
            Refusal.Of("DatabaseLocked", () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
            DatabaseLab.Sql(other, "INSERT INTO dataset (name) VALUES ('after')");
        }

        Assert.Equal(3, _lab.Files.Restore(backup, DatabaseLab.Cancellation).DatasetsBefore);
        Assert.Equal(["1"], _lab.Rows("SELECT COUNT(*) FROM dataset"));
        Assert.Equal(["1"], QueryOf(Replaced, "SELECT COUNT(*) FROM dataset WHERE name = 'in the log'"));
    }

    [Fact]
    public void A_missing_database_is_put_in_place()
    {
        var backup = BackedUp(_lab, rows: 10);
        File.Delete(_lab.File);
        var restore = _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal((null, null, 10L), (restore.Replaced, restore.DatasetsBefore, restore.Datasets));
        Assert.Equal(Datasets(backup), Datasets(_lab.File));
        Assert.True(File.GetUnixFileMode(_lab.File).HasFlag(UnixFileMode.GroupWrite));
        Assert.Equal([_lab.File], Directory.GetFiles(_lab.Folder));
    }

    [Fact]
    public void A_journal_left_by_a_missing_database_is_never_applied_to_the_new_one()
    {
        var backup = BackedUp(_lab, rows: 3000);
        KilledWriter();
        var journal = File.ReadAllBytes(_lab.File + "-journal");
        File.Delete(_lab.File);
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(journal, File.ReadAllBytes(Replaced + "-journal"));
        Assert.Equal([_lab.File], Directory.GetFiles(_lab.Folder));
        Assert.Equal(Datasets(backup), Datasets(_lab.File));
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("short")]
    [InlineData("no start")]
    [InlineData("truncated")]
    [InlineData("garbage pages")]
    public void A_damaged_file_is_kept_as_it_is_with_its_journal(string damage)
    {
        var backup = BackedUp(_lab, rows: 3000);
        var bytes = File.ReadAllBytes(_lab.File);
        File.WriteAllBytes(_lab.File, damage switch
        {
            "empty" => [],
            "text" => "not a database, but a letter of some length"u8.ToArray(),
            "short" => bytes[..60],
            "no start" => [.. new byte[4096], .. bytes[4096..]],
            "truncated" => bytes[..(bytes.Length / 2)],
            _ => [.. bytes[..(4096 * 30)], .. Enumerable.Repeat((byte)0x5a, 4096 * 8), .. bytes[(4096 * 38)..]],
        });
        var isReadable = damage is "truncated" or "garbage pages";
        if (!isReadable)
        {
            File.WriteAllText(_lab.File + "-journal", "left over");
        }

        var damaged = File.ReadAllBytes(_lab.File);
        var restore = _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(Replaced, restore.Replaced);
        if (damage != "garbage pages")
        {
            Assert.Equal(damaged, File.ReadAllBytes(Replaced));
        }

        Assert.Equal(!isReadable, File.Exists(Replaced + "-journal"));
        Assert.Equal([_lab.File], Directory.GetFiles(_lab.Folder));
        Assert.Equal(Datasets(backup), Datasets(_lab.File));
        Assert.Equal(["ok"], _lab.Rows("PRAGMA integrity_check"));
    }

    [Fact]
    public void What_a_damaged_file_still_tells_is_taken_over()
    {
        var backup = BackedUp(_lab, rows: 3000);
        using (var database = _lab.Open())
        {
            database.WriteMonitorState(new MonitorState(CheckMode.Observe, DatabaseLab.Start, "node7"), lease: null);
        }

        _lab.Sql("INSERT INTO outbox (dedup_key, state, kind, severity, text, created) VALUES ('said', 'sent', 'k', 'Warning', 'b', 't')");
        DamageTable("microstatus_dataset_path");
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(["said|sent"], _lab.Rows("SELECT dedup_key, state FROM outbox"));
        using var restored = _lab.Open();
        Assert.Equal("node7", restored.ReadMonitorState().CheckHost);
        Assert.True(long.Parse(_lab.Rows("SELECT fence FROM run_lease")[0], System.Globalization.CultureInfo.InvariantCulture) > 1000);
    }

    [Fact]
    public void A_running_check_of_a_damaged_database_refuses_too()
    {
        var backup = BackedUp(_lab, rows: 3000);
        _lab.Sql(HeldLease);
        DamageTable("microstatus_dataset_path");
        ChangesNothing("LeaseHeld", backup);
    }

    [Fact]
    public void What_a_killed_writer_left_is_rolled_back_before_it_is_kept()
    {
        var backup = BackedUp(_lab, rows: 3000);
        _lab.Sql("INSERT INTO dataset (name) VALUES ('later')");
        var before = Datasets(_lab.File);
        KilledWriter();
        var plan = _lab.Files.PlanRestore(backup, DatabaseLab.Cancellation);
        Assert.Null(plan.DatasetsBefore);
        var restore = _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(3001, restore.DatasetsBefore);
        Assert.Equal(before, Datasets(Replaced));
        Assert.Equal(Datasets(backup), Datasets(_lab.File));
    }

    [Fact]
    public void A_database_behind_a_link_is_restored_where_it_lies()
    {
        var backup = BackedUp(_lab, rows: 10);
        Directory.CreateDirectory(Path.Join(_lab.Folder, "elsewhere"));
        var target = Path.Join(_lab.Folder, "elsewhere", "real.db");
        File.Move(_lab.File, target);
        File.CreateSymbolicLink(_lab.File, target);
        _lab.Sql("DELETE FROM dataset");
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(Datasets(backup), Datasets(target));
        File.Delete(target);
        _lab.Clock.Advance(TimeSpan.FromSeconds(1));
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(target, File.ResolveLinkTarget(_lab.File, returnFinalTarget: true)!.FullName);
        Assert.Equal(Datasets(backup), Datasets(target));
    }

    [Theory]
    [InlineData(35)]
    [InlineData(42)]
    public void A_backup_of_before_the_tables_of_our_own_is_restored_and_updated_next(int columns)
    {
        _lab.MakeForeign(columns);
        _lab.Sql("INSERT INTO dataset (name) VALUES ('a'), ('b')");
        var backup = _lab.Files.Upgrade(DatabaseLab.Cancellation).Backup!;
        _lab.Sql("INSERT INTO dataset (name) VALUES ('c')");
        var restore = _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal((0, true, 3L, 2L), (restore.SchemaVersion, restore.NeedsUpdate, restore.DatasetsBefore, restore.Datasets));
        Refusal.Of("DatabaseNeedsUpdate", () => _lab.Open());
        Assert.Equal(2, _lab.Files.Upgrade(DatabaseLab.Cancellation).Datasets);
        _lab.Sql("INSERT INTO dataset (name) VALUES ('d')");
        Assert.Equal(["4"], _lab.Rows("SELECT MAX(id) FROM dataset"));
    }

    [Fact]
    public void A_backup_replaces_a_database_that_was_never_updated()
    {
        var backup = BackedUp(_lab, rows: 5);
        File.Delete(_lab.File);
        _lab.MakeForeign(36);
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.Equal(Datasets(backup), Datasets(_lab.File));
        Assert.Equal(["0"], QueryOf(Replaced, "PRAGMA user_version"));
        using var database = _lab.Open();
        Assert.Equal(CheckMode.Active, database.ReadMonitorState().Mode);
    }

    [Fact]
    public void Two_restores_within_a_second_keep_both_files()
    {
        var backup = BackedUp(_lab, rows: 5);
        _lab.Files.Restore(backup, DatabaseLab.Cancellation);
        Assert.EndsWith("datasets-replaced-2026-09-14_10-00-00_2.db", _lab.Files.Restore(Replaced, DatabaseLab.Cancellation).Replaced, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_restore_changes_nothing()
    {
        var backup = BackedUp(_lab, rows: 5);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _lab.Files.Restore(backup, stop.Token));
        Assert.Equal([_lab.File], Directory.GetFiles(_lab.Folder));
        Assert.Equal([backup], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
    }

    [Theory]
    [InlineData("missing", "BackupNotFound")]
    [InlineData("folder", "BackupNotSqlite")]
    [InlineData("empty", "BackupNotSqlite")]
    [InlineData("text", "BackupNotSqlite")]
    [InlineData("truncated", "BackupVerificationFailed")]
    [InlineData("garbage", "BackupVerificationFailed")]
    [InlineData("index", "BackupVerificationFailed")]
    [InlineData("journal", "BackupVerificationFailed")]
    [InlineData("log", "BackupVerificationFailed")]
    [InlineData("newer", "DatabaseTooNew")]
    [InlineData("recipes", "DatabaseShapeUnknown")]
    [InlineData("columns", "DatabaseShapeUnknown")]
    [InlineData("itself", "BackupIsDatabase")]
    [InlineData("link to itself", "BackupIsDatabase")]
    [InlineData("hard link to itself", "BackupIsDatabase")]
    public void A_backup_that_is_of_no_use_is_named_with_what_to_do(string what, string errorId)
    {
        var backup = BackedUp(_lab, rows: 3000);
        var bytes = File.ReadAllBytes(backup);
        switch (what)
        {
            case "missing":
                File.Delete(backup);
                break;
            case "folder":
                File.Delete(backup);
                Directory.CreateDirectory(backup);
                break;
            case "empty":
                File.WriteAllText(backup, string.Empty);
                break;
            case "text":
                File.WriteAllText(backup, new string('x', 9000));
                break;
            case "truncated":
                File.WriteAllBytes(backup, bytes[..(bytes.Length - 4096)]);
                break;
            case "garbage":
                bytes.AsSpan(4096 * 30, 4096 * 8).Fill(0x5a);
                File.WriteAllBytes(backup, bytes);
                break;
            case "index":
                Sql(backup, "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'outbox_state') WHERE name = 'microstatus_dataset_name'");
                break;
            case "journal":
                _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { Path = backup } };
                KilledWriter();
                _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { Path = Path.Join(_lab.Folder, "datasets.db") } };
                break;
            case "log":
                File.WriteAllText(backup + "-wal", "x");
                break;
            case "newer":
                Sql(backup, "PRAGMA user_version = 9000");
                break;
            case "recipes":
                File.Delete(backup);
                Sql(backup, "CREATE TABLE recipe (id INTEGER PRIMARY KEY)");
                break;
            case "columns":
                Sql(backup, "ALTER TABLE dataset RENAME COLUMN paused TO halted");
                break;
            case "itself":
                backup = _lab.File;
                break;
            case "link to itself":
                File.Delete(backup);
                File.CreateSymbolicLink(backup, _lab.File);
                break;
            default:
                File.Delete(backup);
                using (var link = System.Diagnostics.Process.Start("ln", [_lab.File, backup]))
                {
                    link.WaitForExit();
                }

                break;
        }

        var e = ChangesNothing(errorId, backup);
        Assert.Contains(backup, e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.RecommendedAction);
        Assert.DoesNotContain("SQLite Error", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("newer", "DatabaseTooNew")]
    [InlineData("recipes", "DatabaseShapeUnknown")]
    [InlineData("folder", "DatabaseNotSqlite")]
    [InlineData("no folder", "DatabaseFolderNotFound")]
    public void What_is_no_dataset_database_is_not_replaced(string what, string errorId)
    {
        var backup = BackedUp(_lab, rows: 5);
        switch (what)
        {
            case "newer":
                _lab.Sql("PRAGMA user_version = 9000");
                break;
            case "recipes":
                File.Delete(_lab.File);
                _lab.Sql("CREATE TABLE recipe (id INTEGER PRIMARY KEY)");
                break;
            case "folder":
                File.Delete(_lab.File);
                Directory.CreateDirectory(_lab.File);
                break;
            default:
                _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { Path = Path.Join(_lab.Folder, "unmounted", "datasets.db") } };
                break;
        }

        ChangesNothing(errorId, backup);
    }

    private StatusException ChangesNothing(string errorId, string backup)
    {
        var before = Everything();
        Refusal.Of(errorId, () => _lab.Files.PlanRestore(backup, DatabaseLab.Cancellation));
        Assert.Equal(before, Everything());
        var e = Refusal.Of(errorId, () => _lab.Files.Restore(backup, DatabaseLab.Cancellation));
        Assert.Equal(before, Everything());
        return e;
    }

    private string Everything() => string.Join('\n', Directory
        .EnumerateFileSystemEntries(_lab.Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(File.Exists(path) ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))) : string.Empty)}"));

    private static string BackedUp(DatabaseLab lab, int rows, string sql = "SELECT 1")
    {
        lab.Files.Create();
        lab.Sql($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO dataset (name, path_on_fast_store) SELECT 'd' || i, '/fast/Acquire/RSCM/some-pi/5CL18/d' || i FROM n");
        lab.Sql(sql);
        return lab.Files.Backup(null, overwrite: false, DatabaseLab.Cancellation).Path;
    }

    private static ulong Inode(string path) => new MicroStatus.Backend.Acquisition.PosixFileTree().Find(path)!.Value.Identity.Inode;

    private static IReadOnlyList<string> Datasets(string path) => QueryOf(path, "SELECT id, name, path_on_fast_store FROM dataset ORDER BY id");

    private static IReadOnlyList<string> QueryOf(string path, string sql)
    {
        using var other = new DatabaseLab();
        other.Settings = other.Settings with { Database = other.Settings.Database with { Path = path } };
        return other.Rows(sql);
    }

    private static void Sql(string path, string sql)
    {
        using var other = new DatabaseLab();
        other.Settings = other.Settings with { Database = other.Settings.Database with { Path = path } };
        other.Sql(sql);
    }

    // Leaves the database with half of a change in it, and the journal that takes it back.
    private void KilledWriter()
    {
        using (var writer = _lab.Raw())
        {
            DatabaseLab.Sql(writer, "PRAGMA cache_size = 5; BEGIN IMMEDIATE; UPDATE dataset SET name = name || ' half written'");
            File.Copy(_lab.File, _lab.File + "2");
            File.Copy(_lab.File + "-journal", _lab.File + "2-journal");
        }

        File.Move(_lab.File + "2", _lab.File, overwrite: true);
        File.Move(_lab.File + "2-journal", _lab.File + "-journal");
    }

    private void DamageTable(string index)
    {
        var page = int.Parse(_lab.Rows($"SELECT rootpage FROM sqlite_master WHERE name = '{index}'")[0], System.Globalization.CultureInfo.InvariantCulture);
        var bytes = File.ReadAllBytes(_lab.File);
        bytes.AsSpan(4096 * (page - 1), 4096).Fill(0x5a);
        File.WriteAllBytes(_lab.File, bytes);
    }
}
