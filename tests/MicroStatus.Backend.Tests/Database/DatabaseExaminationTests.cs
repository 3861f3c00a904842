using Microsoft.Data.Sqlite;
using MicroStatus.Database.Examination;

namespace MicroStatus.Backend.Tests.Database;

public sealed class DatabaseExaminationTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void A_new_database_is_sound_and_as_expected()
    {
        _lab.Create().Dispose();
        var before = File.ReadAllBytes(_lab.File);

        Assert.Empty(FileFindings.Of(Examine()));
        Assert.Equal(before, File.ReadAllBytes(_lab.File));
    }

    [Theory]
    [InlineData(34, "", null)]
    [InlineData(42, "", "Update-DatasetDb")]
    [InlineData(42, "CREATE TABLE outbox (mine TEXT)", null)]
    public void A_database_made_by_others_needs_an_update_or_has_what_refuses_one(int columns, string sql, string? repair)
    {
        _lab.MakeForeign(columns);
        _lab.Sql(sql);
        var findings = FileFindings.Of(Examine()).Select(found => found.Finding).ToList();
        Assert.Equal((FindingSeverity.Error, repair), Assert.Single(findings, finding => finding.Check == DatabaseCheck.Usable) is var usable ? (usable.Severity, usable.Repair) : default);
        Assert.Equal(repair is null, findings.Exists(finding => finding is { Check: DatabaseCheck.Schema, Severity: FindingSeverity.Error, Repair: null }));
    }

    [Fact]
    public void References_to_nothing_are_told_by_value_with_their_rows()
    {
        _lab.Create().Dispose();
        _lab.Sql("INSERT INTO dataset (name, pi, cl_number) VALUES ('a', 17, NULL), ('b', 17, 9), ('c', 18, NULL); INSERT INTO clnumber (name, pi) VALUES ('5CL18', 99)");

        var found = Examine().References.Select(reference => $"{reference.Table}.{reference.Column} {reference.Value} {string.Join(',', reference.Rows)}");

        Assert.Equal(["clnumber.pi 99 1", "dataset.cl_number 9 2", "dataset.pi 17 1,2", "dataset.pi 18 3"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Differences_of_the_schema_are_told_by_what_they_break()
    {
        _lab.Create().Dispose();
        _lab.Sql(
            """
            DROP INDEX microstatus_dataset_path;
            DROP INDEX outbox_state;
            CREATE INDEX outbox_state ON outbox (kind);
            CREATE INDEX somebody ON dataset (modality);
            CREATE TABLE web_session (id);
            CREATE VIEW recent AS SELECT * FROM dataset;
            CREATE TRIGGER watch AFTER UPDATE ON dataset BEGIN SELECT 1; END;
            ALTER TABLE dataset ADD COLUMN note TEXT;
            """);

        var found = Examine().Schema.Select(difference => $"{difference.Kind} {difference.Name}").Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "Extra dataset", "Extra recent", "Extra somebody", "Extra watch", "Extra web_session",
                "MissingIndex microstatus_dataset_path", "OtherIndex outbox_state",
            ],
            found);
    }

    [Fact]
    public void Tables_and_columns_that_are_missing_or_out_of_place_are_errors()
    {
        _lab.Create().Dispose();
        _lab.Sql(
            """
            DROP TABLE folder_memory;
            ALTER TABLE quarantine RENAME COLUMN reason TO why;
            ALTER TABLE pi RENAME TO old_pi;
            CREATE TABLE pi (id INTEGER PRIMARY KEY, public_folder_name TEXT, name TEXT NOT NULL);
            """);

        var broken = Examine().Schema.Where(difference => difference.Kind == SchemaDifferenceKind.Broken).Select(difference => difference.Text);

        Assert.Equal(
            [
                "Column 1 of pi is public_folder_name; other programs, which read it by its place, expect name.",
                "Column 2 of pi is name; other programs, which read it by its place, expect public_folder_name.",
                "The table quarantine has no column reason.",
                "There is no table folder_memory.",
            ],
            broken.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_index_and_summary_row_are_made_again()
    {
        _lab.Create().Dispose();
        _lab.Sql("DROP INDEX microstatus_dataset_name; DELETE FROM warning");
        var found = FileFindings.Of(Examine()).ToList();
        Assert.Equal([DatabaseCheck.Schema, DatabaseCheck.SummaryRow], found.Select(finding => finding.Finding.Check));

        Assert.All(found, finding => Assert.True(_lab.Files.Examination.Repair(finding.File!, DatabaseLab.Cancellation)));
        Assert.All(found, finding => Assert.True(_lab.Files.Examination.Repair(finding.File!, DatabaseLab.Cancellation)));

        Assert.Empty(FileFindings.Of(Examine()));
        Assert.Equal(["daily_summary"], _lab.Rows("SELECT type FROM warning"));
    }

    [Fact]
    public void Indexes_that_contradict_their_rows_are_built_anew_after_a_sound_copy()
    {
        using (var database = _lab.Create())
        {
            _ = database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition())], ownTablesOnly: false, lease: null);
        }

        DamageIndex();
        var examination = Examine();
        Assert.True(examination.AreOnlyIndexes, string.Join(';', examination.IntegrityFaults));

        // The ordinary backup refuses what is not sound; this one is made sound.
        Refusal.Of("BackupVerificationFailed", () => _lab.Files.Backup(Path.Join(_lab.Folder, "plain.db"), overwrite: false, DatabaseLab.Cancellation));
        var copy = _lab.Files.Examination.BackUpWithNewIndexes(Path.Join(_lab.Settings.Database.BackupFolder, "copy.db"), DatabaseLab.Cancellation);
        Assert.True(_lab.Files.Examination.Repair(new FileRepair(FileRepairKind.RebuildIndexes, string.Empty), DatabaseLab.Cancellation));

        Assert.Empty(FileFindings.Of(Examine()));
        Assert.Equal([copy], Directory.GetFiles(_lab.Settings.Database.BackupFolder));
        Refusal.Of("BackupExists", () => _lab.Files.Examination.BackUpWithNewIndexes(copy, DatabaseLab.Cancellation));
    }

    [Fact]
    public void A_damaged_page_of_rows_is_told_and_nothing_safe_is_offered()
    {
        using (var database = _lab.Create())
        {
            for (var i = 0; i < 400; i++)
            {
                _ = database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition($"x_stack{i}"))], ownTablesOnly: false, lease: null);
            }
        }

        DamagePageOf("dataset");
        var found = FileFindings.Of(Examine()).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.Equal((FindingSeverity.Error, "Restore-DatasetDb -Latest", false), (finding.Finding.Severity, finding.Finding.Repair, finding.Finding.IsSafe)));
    }

    [Fact]
    public void Folders_that_no_row_has_are_told_and_forgotten_but_not_what_a_row_has_by_then()
    {
        using (var database = _lab.Create())
        {
            _ = database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition("known"))], ownTablesOnly: false, lease: null);
        }

        _lab.Sql(
            """
            UPDATE dataset SET path_on_fast_store = '/fast/known/';
            INSERT INTO attention (path, kind, subject, text, opened) VALUES ('/fast/known', 'stalled', '', '', ''), ('/fast/gone', 'stalled', '', '', '');
            INSERT INTO attention (path, kind, subject, text, opened, closed) VALUES ('/fast/history', 'stalled', '', '', '', '');
            INSERT INTO quarantine (path, failures, reason, since) VALUES ('/fast/gone', 1, '', ''), ('/fast/other', 1, '', '');
            """);
        Assert.Equal(
            ["/fast/gone attention,quarantine", "/fast/other quarantine"],
            Examine().Remembered.Select(folder => $"{folder.Path} {string.Join(',', folder.Tables)}"));

        _lab.Sql("UPDATE dataset SET path_on_fast_store = '/fast/other'");
        foreach (var path in (string[])["/fast/gone", "/fast/other"])
        {
            Assert.True(_lab.Files.Examination.Repair(new FileRepair(FileRepairKind.ForgetFolder, path), DatabaseLab.Cancellation));
        }

        Assert.Equal(["/fast/other"], _lab.Rows("SELECT path FROM quarantine"));
        Assert.Equal(["/fast/history", "/fast/known"], _lab.Rows("SELECT path FROM attention ORDER BY path"));
    }

    [Fact]
    public void What_is_no_dataset_database_is_refused_as_when_it_is_opened()
    {
        Refusal.Of("DatabaseNotFound", () => Examine());
        File.WriteAllText(_lab.File, "This is a text, not a database, and it is long enough to have a header of one hundred bytes. Really, it is long enough.");
        Refusal.Of("DatabaseNotSqlite", () => Examine());
        File.Delete(_lab.File);
        _lab.Sql("CREATE TABLE recipe (name)");
        Refusal.Of("DatabaseShapeUnknown", () => Examine());
        File.Delete(_lab.File);
        _lab.Create().Dispose();
        _lab.Sql("PRAGMA user_version = 999");
        Refusal.Of("DatabaseTooNew", () => Examine());
    }

    [Fact]
    public void A_stop_ends_the_examination()
    {
        _lab.Create().Dispose();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _lab.Files.Examination.Examine(stopped.Token));
    }

    [Fact]
    public void Old_messages_are_counted()
    {
        _lab.Create().Dispose();
        _lab.Sql("INSERT INTO outbox (dedup_key, state, kind, severity, text, created) VALUES ('a', 'pending', 'k', 's', 't', '2026-09-01T00:00:00.0000000Z'), ('b', 'sent', 'k', 's', 't', '2026-08-01T00:00:00.0000000Z')");
        var examination = Examine();
        Assert.Equal((1, new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)), (examination.WaitingMessages, examination.OldestMessage));
    }

    private FileExamination Examine() => _lab.Files.Examination.Examine(DatabaseLab.Cancellation);

    // The index is hidden from SQLite while a row is added, so that it lacks that row afterwards.
    private void DamageIndex()
    {
        using var connection = _lab.Raw();
        DatabaseLab.Sql(connection, "CREATE TEMP TABLE hidden AS SELECT * FROM main.sqlite_master WHERE name = 'microstatus_dataset_name'");
        DatabaseLab.Sql(connection, "PRAGMA writable_schema = ON; DELETE FROM main.sqlite_master WHERE name = 'microstatus_dataset_name'; PRAGMA writable_schema = RESET");
        DatabaseLab.Sql(connection, "INSERT INTO dataset (name, path_on_fast_store) VALUES ('unseen_stack1', '/fast/unseen_stack1')");
        DatabaseLab.Sql(connection, "PRAGMA writable_schema = ON; INSERT INTO main.sqlite_master SELECT * FROM hidden; PRAGMA writable_schema = RESET");
    }

    private void DamagePageOf(string table)
    {
        long page;
        long size;
        using (var connection = _lab.Raw(SqliteOpenMode.ReadOnly))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT rootpage FROM sqlite_master WHERE name = '{table}'";
            page = (long)command.ExecuteScalar()!;
            command.CommandText = "PRAGMA page_size";
            size = (long)command.ExecuteScalar()!;
        }

        using var file = new FileStream(_lab.File, FileMode.Open, FileAccess.ReadWrite);
        file.Position = (page - 1) * size;
        file.Write(new byte[size / 2]);
    }
}
