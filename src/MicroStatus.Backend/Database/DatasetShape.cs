using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MicroStatus.Backend.Database;

/// <summary>Compares the shared tables of a database made by others with those of lab.md §6, and says what is missing.</summary>
internal sealed class DatasetShape
{
    // lab.md §6: a database may stop after column 34.
    private static readonly (string Table, int FewestColumns)[] Tables = [("dataset", 35), ("pi", 2), ("clnumber", 3), ("warning", 4)];

    private DatasetShape(IReadOnlyList<Addition> additions, IReadOnlyList<string> differences)
    {
        Additions = additions;
        Differences = differences;
    }

    /// <summary>What is to be added, in order.</summary>
    public IReadOnlyList<Addition> Additions { get; }

    /// <summary>What is not as expected and cannot be mended by adding; empty when all is well.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>Looks at a database.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <returns>What was found.</returns>
    public static DatasetShape Of(LabConnection connection)
    {
        using var model = Migration.MakeModel(Migration.All[0].Version);
        var additions = new List<Addition>();
        var differences = new List<string>();
        foreach (var (table, fewest) in Tables)
        {
            using var expectedCommand = ColumnsCommand(model.CreateCommand(), table);
            using var actualCommand = ColumnsCommand(connection.Command(string.Empty), table);
            var expected = ReadColumns(expectedCommand);
            var actual = ReadColumns(actualCommand);
            if (actual.Count == 0 && table != "dataset")
            {
                additions.Add(new Addition($"add the table {table}", DefinitionOf(model, table)));
                continue;
            }

            if (actual.Count > 0 && !SchemaVersion.HasTable(connection, table))
            {
                differences.Add($"{table} is no table");
                continue;
            }

            Compare(table, expected, actual, fewest, additions, differences);
        }

        if (differences.Count == 0 && !HasSummaryRow(connection))
        {
            additions.Add(new Addition("add the row daily_summary to warning", "INSERT INTO warning (type) VALUES ('daily_summary')"));
        }

        return new DatasetShape(additions, differences);
    }

    /// <summary><c>DatabaseShapeUnknown</c>.</summary>
    /// <param name="path">The database.</param>
    /// <param name="differences">What is not as expected.</param>
    /// <returns>The error.</returns>
    public static StatusException Unknown(string path, IReadOnlyList<string> differences) => new(
        "DatabaseShapeUnknown",
        StatusErrorCategory.InvalidData,
        $"The tables of '{path}' are not those of a dataset database: {string.Join("; ", differences)}.",
        "Check Database:Path in the settings. Other programs read these tables by name and their columns by position, so nothing was changed: whoever made the difference must undo it.",
        path);

    private static void Compare(
        string table,
        List<Column> expected,
        List<Column> actual,
        int fewest,
        List<Addition> additions,
        List<string> differences)
    {
        if (actual.Count == 0)
        {
            differences.Add($"there is no table {table}");
            return;
        }

        for (var i = 0; i < Math.Min(Math.Max(actual.Count, fewest), expected.Count); i++)
        {
            var found = i < actual.Count ? actual[i].Name : null;
            if (!string.Equals(expected[i].Name, found, StringComparison.OrdinalIgnoreCase))
            {
                differences.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table}, column {i}: expected {expected[i].Name}, found {found ?? "none"}"));
            }
        }

        // Columns of others at the end stay theirs (lab.md §6); only one that every new row must fill would keep rows of ours out.
        differences.AddRange(actual.Skip(expected.Count).Where(column => column.IsRequired).Select(column =>
            $"{table}, column {column.Name}: it is of another program, and every new row must fill it"));

        for (var i = Math.Max(actual.Count, fewest); i < expected.Count; i++)
        {
            additions.Add(new Addition(
                $"add the column {table}.{expected[i].Name}",
                $"ALTER TABLE {table} ADD COLUMN {expected[i].Name} {expected[i].Type}{expected[i].Default}"));
        }
    }

    private static SqliteCommand ColumnsCommand(SqliteCommand command, string table)
    {
        command.CommandText = "SELECT name, type, dflt_value, \"notnull\" FROM pragma_table_xinfo(@table) WHERE hidden <> 1 ORDER BY cid";
        command.Parameters.AddWithValue("@table", table);
        return command;
    }

    private static List<Column> ReadColumns(SqliteCommand command)
    {
        var columns = new List<Column>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var preset = reader.IsDBNull(2) ? string.Empty : " DEFAULT " + reader.GetString(2);
            columns.Add(new Column(reader.GetString(0), reader.GetString(1), preset, IsRequired: preset.Length == 0 && reader.GetBoolean(3)));
        }

        return columns;
    }

    private static string DefinitionOf(SqliteConnection model, string table)
    {
        using var command = model.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = @table";
        command.Parameters.AddWithValue("@table", table);
        return (string)command.ExecuteScalar()!;
    }

    private static bool HasSummaryRow(LabConnection connection) =>
        SchemaVersion.HasTable(connection, "warning")
        && connection.Scalar("SELECT 1 FROM warning WHERE type = 'daily_summary' LIMIT 1") is not null;

    /// <summary>Something to add.</summary>
    /// <param name="Description">What, for a person.</param>
    /// <param name="Sql">The statement.</param>
    public sealed record Addition(string Description, string Sql);

    private sealed record Column(string Name, string Type, string Default, bool IsRequired);
}
