using Microsoft.Data.Sqlite;
using MicroStatus.Backend.Database;
using MicroStatus.Database;
using MicroStatus.Datasets;

namespace MicroStatus.Backend.Tests.Database;

/// <summary>Databases as other programs made them, each from a file of plain SQL, with everything that years of use leave in rows.</summary>
public sealed class ShapeTests : IDisposable
{
    private readonly DatabaseLab _lab = new();

    public static TheoryData<int> Shapes => [34, 35, 36, 41];

    public void Dispose() => _lab.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_row_value_type_and_column_is_where_it_was(int lastColumn)
    {
        Make(lastColumn);
        var tables = _lab.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name");
        var columns = tables.ToDictionary(table => table, table => _lab.Rows($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid"));
        var objects = _lab.Rows("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name");
        var sequence = _lab.Rows("SELECT name, seq FROM sqlite_sequence WHERE name <> 'warning' ORDER BY name");
        var before = tables.ToDictionary(table => table, Content);

        var upgrade = _lab.Files.Upgrade(DatabaseLab.Cancellation);

        Assert.Equal((0, Migration.CurrentVersion), (upgrade.FromVersion, upgrade.ToVersion));
        foreach (var table in tables)
        {
            Assert.Equal(columns[table], _lab.Rows($"SELECT name FROM pragma_table_info('{table}') ORDER BY cid").Take(columns[table].Count));
            Assert.Equal(before[table], Content(table).Where(row => table != "warning" || before[table].Contains(row)));
        }

        Assert.Equal(objects, _lab.Rows("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY name").Intersect(objects));
        Assert.Equal(sequence, _lab.Rows("SELECT name, seq FROM sqlite_sequence WHERE name <> 'warning' ORDER BY name").Intersect(sequence));
        Assert.Equal(["ok"], _lab.Rows("PRAGMA integrity_check"));
        Assert.Contains("daily_summary", _lab.Rows("SELECT type FROM warning"));

        IReadOnlyList<string> Content(string table) =>
            _lab.Rows($"SELECT {string.Join(", ", columns[table].Select(column => $"typeof({column}) || ' ' || quote({column})"))} FROM {table} ORDER BY rowid");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void An_older_monitor_that_reads_by_position_reads_what_it_read(int lastColumn)
    {
        Make(lastColumn);
        var before = ByPosition(lastColumn + 1);
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        Assert.Equal(before, ByPosition(lastColumn + 1));
        var names = _lab.Rows("SELECT name FROM pragma_table_info('dataset') ORDER BY cid");
        Assert.Equal(("paused", "public", "instrument_id", "scheduler_notified"), (names[34], names[35], names[36], names[41]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void New_rows_get_ids_beyond_every_one_ever_given(int lastColumn)
    {
        Make(lastColumn);
        var last = long.Parse(_lab.Rows("SELECT seq FROM sqlite_sequence WHERE name = 'dataset'")[0], System.Globalization.CultureInfo.InvariantCulture);
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        using var database = _lab.Open();
        Assert.Equal(last + 1, Assert.Single(database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition())], ownTablesOnly: false, lease: null)).Id);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Planning_names_the_same_row_problems_as_the_upgrade_and_as_the_upgraded_database(int lastColumn)
    {
        Make(lastColumn);
        var bytes = File.ReadAllBytes(_lab.File);
        var planned = _lab.Files.PlanUpgrade(DatabaseLab.Cancellation).RowProblems;
        Assert.Equal(bytes, File.ReadAllBytes(_lab.File));
        Assert.Equal([_lab.File], Directory.GetFileSystemEntries(_lab.Folder));

        Assert.NotEmpty(planned);
        Assert.Equal(planned, _lab.Files.Upgrade(DatabaseLab.Cancellation).RowProblems);
        Assert.Equal(planned, _lab.Files.Upgrade(DatabaseLab.Cancellation).RowProblems);
    }

    [Fact]
    public void Row_problems_of_shape_34_are_named_row_by_row() => Assert.Equal(
        [
            "2 status_zero_stack1: imaging_status: '0' is not a status",
            "3 status_one_stack1: processing_status: '1' is not a status",
            "4 paused_stack1: imaging_status: 'paused' is not a status",
            "4 paused_stack1: path_on_fast_store: also the folder of #5",
            "5 again_stack1: pi: pi has no row '88'",
            "5 again_stack1: cl_number: clnumber has no row '77'",
            "5 again_stack1: ribbons_total: 'many' is not a whole number",
            "5 again_stack1: created: '2025/01/02' is not a time",
            "5 again_stack1: path_on_fast_store: also the folder of #4",
            " klimstra-w: pi: rows 1, 4 have the same name",
        ],
        ProblemsOf(34));

    [Fact]
    public void Row_problems_of_shape_35_are_named_row_by_row() => Assert.Equal(
        [
            "4 two\nlines: tiles_finished: 'twelve' is not a whole number",
            "5 mouse 🐭 O'Brien: tiles_total: '2.5' is not a whole number",
            "6 : tiles_total: '2 bytes' is not a whole number",
            "6 : tiles_finished: '99999999999' is not a whole number",
            "6 : keep_composites: 'yes' is not a whole number",
            "6 : name: NULL",
            "7 : path_on_fast_store: 2 bytes where a text belongs",
            "7 : name: 4 bytes where a text belongs",
            "7 : cl_number: clnumber has no row '3'",
            "7 : channels: 'two' is not a whole number",
            "7 : imaging_summary: 1 byte where a text belongs",
            "7 : created: '20250101' is not a time",
            "7 : imaging_status: '' is not a status",
            "7 : processing_status: '' is not a status",
        ],
        ProblemsOf(35));

    [Fact]
    public void Row_problems_of_shape_36_are_named_row_by_row() => Assert.Equal(
        [
            "1 old_stack1: created: '2023-02-29_00-00-00' is not a time",
            "2 mid_stack1: moved: 'true' is not a whole number",
            "9007199254740993 large_id_stack1: imaging_no_progress_time: 'soon' is not a time",
            "9007199254740993 large_id_stack1: imaging_status: 'IN_PROGRESS' is not a status",
            " dutta-a: pi: rows 1, 2, 3 have the same name",
        ],
        ProblemsOf(36));

    [Fact]
    public void Row_problems_of_shape_41_are_named_row_by_row() => Assert.Equal(
        [
            "12 brain_2: tiles_y: 'x4' is not a whole number",
            "12 brain_2: created: 'NULL' is not a time",
            "12 brain_2: imaging_start: 'yesterday' is not a time",
            "12 brain_2: scheduler_posted: 'no' is not a whole number",
            "12 brain_2: path_on_fast_store: also the folder of #14",
            "14 brain_2: imaging_status: 'done' is not a status",
            "14 brain_2: path_on_fast_store: also the folder of #12",
        ],
        ProblemsOf(41));

    [Fact]
    public void Views_and_triggers_of_others_go_on_working()
    {
        Make(35);
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        Assert.Equal(["3", "7"], _lab.Rows("SELECT id FROM waiting"));
        using (var database = _lab.Open())
        {
            var change = new FieldChange(DatasetField.ImagingStatus, "in_progress", "finished");
            var changes = new DatasetChangeSet { Id = 4, Name = "two\nlines", Path = "/x", Fields = [change] };
            Assert.Null(Assert.Single(database.Apply([changes], ownTablesOnly: false, lease: null)).Error);
        }

        Assert.Equal(["4|in_progress"], _lab.Rows("SELECT dataset_id, was FROM web_log"));
    }

    [Fact]
    public void Columns_of_others_after_the_last_one_stay_and_get_their_defaults()
    {
        Make(41);
        _lab.Files.Upgrade(DatabaseLab.Cancellation);
        using (var database = _lab.Open())
        {
            Assert.Null(Assert.Single(database.Apply([DatabaseLab.Registration(DatabaseLab.Acquisition())], ownTablesOnly: false, lease: null)).Error);
        }

        Assert.Equal(["11|red", "12|NULL", "14|grey", "9001|grey"], _lab.Rows("SELECT id, web_colour FROM dataset ORDER BY id"));
        Assert.Equal("brain_1 (red)", _lab.Rows("SELECT title FROM web_list")[0]);
    }

    [Fact]
    public void A_name_that_the_upgrade_needs_for_a_table_of_its_own_is_said_to_be_taken()
    {
        foreach (var (taken, difference) in (ReadOnlySpan<(string, string)>)[
            ("CREATE TABLE Outbox (id)", "the name outbox, which MicroStatus needs, belongs to something else (table)"),
            ("CREATE VIEW attention AS SELECT 1", "the name attention, which MicroStatus needs, belongs to something else (view)"),
            ("CREATE INDEX outbox_state ON dataset (name)", "the name outbox_state, which MicroStatus needs, belongs to something else (index)")])
        {
            using var lab = new DatabaseLab();
            Run(lab, 41);
            lab.Sql(taken);
            var bytes = File.ReadAllBytes(lab.File);
            Assert.Contains(difference, Refusal.Of("DatabaseShapeUnknown", () => lab.Files.PlanUpgrade(DatabaseLab.Cancellation)).Message, StringComparison.Ordinal);
            Refusal.Of("DatabaseShapeUnknown", () => lab.Files.Upgrade(DatabaseLab.Cancellation));
            Assert.Equal(bytes, File.ReadAllBytes(lab.File));
        }

    }

    private IEnumerable<string> ProblemsOf(int lastColumn)
    {
        Make(lastColumn);
        return _lab.Files.PlanUpgrade(DatabaseLab.Cancellation).RowProblems.Select(problem => $"{problem.Id} {problem.Name}: {problem.Problem}");
    }

    private void Make(int lastColumn) => Run(_lab, lastColumn);

    private static void Run(DatabaseLab lab, int lastColumn) =>
        lab.Sql(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Database", "Shapes", $"shape-{lastColumn}.sql")));

    // As "SELECT * FROM dataset" and "row[5]" in another language.
    private List<string> ByPosition(int columns)
    {
        using var connection = _lab.Raw(SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM dataset ORDER BY id";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, columns).Select(i => reader.GetValue(i) switch
            {
                DBNull => "NULL",
                byte[] bytes => Convert.ToHexString(bytes),
                var value => value.GetType().Name + ":" + Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            })));
        }

        return rows;
    }
}
