using MicroStatus.Backend.Database;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

public sealed class DatabaseUpgradeTests : IDisposable
{
    private const string DirtyRows = """
        INSERT INTO pi (id, name) VALUES (1, 'klimstra-w');
        INSERT INTO clnumber (id, name, pi) VALUES (1, '5CL18', 1);
        INSERT INTO dataset (id, name, path_on_fast_store, pi, cl_number, imaging_status, processing_status, created, modality, ribbons_total, ribbons_finished, moved)
        VALUES
            (1, 'good_stack1', '/fast/a', 1, 1, 'finished', 'in_progress', '2025-01-02_03-04-05', 'rscm', 40, 40, 0),
            (2, 'zero', '/fast/b', NULL, 1, '0', '1', NULL, 'rscm', 'many', '12', 0),
            (3, 'paused', '/fast/b', 77, 88, 'paused', 'nonsense', '2025/01/02', 'mesospim', '', 2.5, NULL),
            (4, NULL, '', 1, 1, 'in_progress', 'not_started', '', NULL, x'0102', 99999999999, 'yes');
        """;

    private readonly DatabaseLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData(35)]
    [InlineData(36)]
    [InlineData(37)]
    [InlineData(42)]
    public void A_database_made_by_others_is_brought_up_with_every_row_and_value(int columns)
    {
        _lab.MakeForeign(columns);
        _lab.Sql(DirtyRows);
        var kept = string.Join(", ", _lab.Rows("SELECT name FROM pragma_table_info('dataset') ORDER BY cid").Select(name => $"typeof({name}), quote({name})"));
        var before = _lab.Rows($"SELECT {kept} FROM dataset ORDER BY id");

        var upgrade = _lab.Files.Upgrade(DatabaseLab.Cancellation);

        Assert.Equal(before, _lab.Rows($"SELECT {kept} FROM dataset ORDER BY id"));
        Assert.Equal((0, Migration.CurrentVersion, 4L), (upgrade.FromVersion, upgrade.ToVersion, upgrade.Datasets));
        Assert.Equal(42 - columns, upgrade.Steps.Count(step => step.StartsWith("add the column dataset.", StringComparison.Ordinal)));
        using var model = new DatabaseLab();
        model.Files.Create();
        const string Shape = "SELECT cid, name, CASE name WHEN 'job_number' THEN '' ELSE type END, \"notnull\", dflt_value FROM pragma_table_info('dataset') ORDER BY cid";
        Assert.Equal(model.Rows(Shape), _lab.Rows(Shape));
        Assert.Equal(["daily_summary"], _lab.Rows("SELECT type FROM warning"));
        using var database = _lab.Open();
        Assert.Equal(new MonitorState(CheckMode.Observe, null, null), database.ReadMonitorState());
    }

    [Fact]
    public void The_backup_of_an_upgrade_holds_the_database_as_it_was()
    {
        _lab.MakeForeign(35);
        _lab.Sql(DirtyRows);
        var backup = _lab.Files.Upgrade(DatabaseLab.Cancellation).Backup;
        Assert.NotNull(backup);
        _lab.Settings = _lab.Settings with { Database = _lab.Settings.Database with { Path = backup } };
        Assert.Equal(["35"], _lab.Rows("SELECT COUNT(*) FROM pragma_table_info('dataset')"));
        Assert.Equal(["0"], _lab.Rows("PRAGMA user_version"));
    }

    [Fact]
    public void Planning_changes_nothing_and_names_every_step()
    {
        _lab.MakeForeign(36);
        var bytes = File.ReadAllBytes(_lab.File);
        var plan = _lab.Files.PlanUpgrade(DatabaseLab.Cancellation);
        Assert.Equal(bytes, File.ReadAllBytes(_lab.File));
        Assert.Equal([_lab.File], Directory.GetFileSystemEntries(_lab.Folder));
        Assert.Equal("make a verified backup", plan.Steps[0]);
        Assert.Contains("add the column dataset.instrument_id", plan.Steps, StringComparer.Ordinal);
        Assert.Contains("add the row daily_summary to warning", plan.Steps, StringComparer.Ordinal);
        Assert.Null(plan.Backup);
    }

    [Fact]
    public void A_current_database_needs_nothing()
    {
        _lab.Files.Create();
        var upgrade = _lab.Files.Upgrade(DatabaseLab.Cancellation);
        Assert.Empty(upgrade.Steps);
        Assert.Null(upgrade.Backup);
        Assert.False(Directory.Exists(_lab.Settings.Database.BackupFolder));
        using var database = _lab.Open();
        Assert.Equal(CheckMode.Active, database.ReadMonitorState().Mode);
    }

    [Fact]
    public void An_upgrade_that_stopped_half_way_goes_on_where_it_stopped()
    {
        _lab.MakeForeign(42);
        _lab.Sql("INSERT INTO warning (type) VALUES ('daily_summary'); PRAGMA user_version = 1");
        var upgrade = _lab.Files.Upgrade(DatabaseLab.Cancellation);
        Assert.Equal(1, upgrade.FromVersion);
        using var database = _lab.Open();
        Assert.Equal(CheckMode.Observe, database.ReadMonitorState().Mode);
    }

    [Fact]
    public void Warnings_that_are_there_stay_as_they_are()
    {
        _lab.MakeForeign(42);
        _lab.Sql("INSERT INTO warning (type, message_sent, active) VALUES ('daily_summary', 1, 0), ('space_hive_thr0', 1, 1)");
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        Assert.Equal(["daily_summary|1|0", "space_hive_thr0|1|1"], _lab.Rows("SELECT type, message_sent, active FROM warning"));
    }

    [Fact]
    public void Missing_small_tables_are_added()
    {
        _lab.MakeForeign(42);
        _lab.Sql("DROP TABLE warning; DROP TABLE pi");
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        Assert.Equal(["id", "name", "public_folder_name"], _lab.Rows("SELECT name FROM pragma_table_info('pi')"));
        Assert.Equal(["daily_summary"], _lab.Rows("SELECT type FROM warning"));
    }

    [Theory]
    [InlineData("ALTER TABLE dataset RENAME COLUMN tiles_x TO columns", "dataset, column 17: expected tiles_x, found columns")]
    [InlineData("ALTER TABLE dataset DROP COLUMN paused", "dataset, column 34: expected paused, found public")]
    [InlineData("ALTER TABLE dataset DROP COLUMN paused; ALTER TABLE dataset ADD COLUMN paused", "dataset, column 34: expected paused, found public")]
    [InlineData("DROP TABLE warning; CREATE TABLE warning (id, type, message_sent, active, colour NOT NULL)", "warning, column colour: it is of another program, and every new row must fill it")]
    [InlineData("ALTER TABLE warning RENAME TO w; CREATE VIEW warning AS SELECT * FROM w", "warning is no table")]
    [InlineData("ALTER TABLE pi RENAME COLUMN name TO surname", "pi, column 1: expected name, found surname")]
    [InlineData("DROP TABLE dataset", "there is no table dataset")]
    public void Columns_that_are_not_where_others_read_them_are_listed_and_nothing_is_done(string change, string difference)
    {
        _lab.MakeForeign(42);
        _lab.Sql(change);
        var bytes = File.ReadAllBytes(_lab.File);
        Assert.Contains(difference, Refusal.Of("DatabaseShapeUnknown", () => _lab.Files.PlanUpgrade(DatabaseLab.Cancellation)).Message, StringComparison.Ordinal);
        Refusal.Of("DatabaseShapeUnknown", () => _lab.Files.Upgrade(DatabaseLab.Cancellation));
        Assert.Equal(bytes, File.ReadAllBytes(_lab.File));
    }

    [Fact]
    public void A_damaged_database_is_not_upgraded()
    {
        _lab.MakeForeign(35);
        _lab.Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO dataset (name) SELECT 'dataset number ' || i FROM n");
        var bytes = File.ReadAllBytes(_lab.File);
        bytes.AsSpan(4096 * 20, 4096 * 4).Fill(0x5a);
        File.WriteAllBytes(_lab.File, bytes);
        var e = Assert.Throws<StatusException>(() => _lab.Files.Upgrade(DatabaseLab.Cancellation));
        Assert.True(e.ErrorId is "DatabaseCorrupt" or "BackupVerificationFailed", e.ErrorId);
        Assert.Equal(bytes, File.ReadAllBytes(_lab.File));
        Assert.Empty(Directory.EnumerateFiles(_lab.Folder, "*backup*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Dirty_rows_are_read_and_their_problems_named()
    {
        _lab.MakeForeign(35);
        _lab.Sql(DirtyRows);
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        using var database = _lab.Open(DatabaseAccess.ReadOnly);
        var datasets = database.FindDatasets(new DatasetFilter(), DatabaseLab.Cancellation).ToList();

        Assert.Empty(datasets[0].RowProblems);
        Assert.Equal(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.FromHours(-5)), datasets[0].Created);
        Assert.Equal(("klimstra-w", "5CL18", 100.0), (datasets[0].Pi, datasets[0].ClNumber, datasets[0].PercentImaged));

        Assert.Equal((ImagingStatus.NeedsAttention, ProcessingStatus.NeedsAttention, null, 12), (datasets[1].ImagingStatus, datasets[1].ProcessingStatus, datasets[1].RibbonsTotal, datasets[1].RibbonsFinished));
        Assert.Equal(["ribbons_total: 'many' is not a whole number", "imaging_status: '0' is not a status", "processing_status: '1' is not a status"], datasets[1].RowProblems);

        Assert.Equal(
            [
                "pi: pi has no row '77'", "cl_number: clnumber has no row '88'", "ribbons_finished: '2.5' is not a whole number", "created: '2025/01/02' is not a time",
                "imaging_status: 'paused' is not a status", "processing_status: 'nonsense' is not a status",
            ],
            datasets[2].RowProblems);

        Assert.Equal((string.Empty, null, false), (datasets[3].Name, datasets[3].Path, datasets[3].OnFastStore));
        Assert.Equal(
            ["ribbons_total: '2 bytes' is not a whole number", "ribbons_finished: '99999999999' is not a whole number", "moved: 'yes' is not a whole number", "name: NULL"],
            datasets[3].RowProblems);
    }
}
