using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MicroStatus.Database.Examination;

namespace MicroStatus.Backend.Database;

/// <summary>Compares a database's schema with the one that the migrations make.</summary>
internal sealed partial class SchemaComparison
{
    private readonly List<SchemaDifference> _differences = [];
    private readonly List<SchemaObject> _found;

    private SchemaComparison(List<SchemaObject> found) => _found = found;

    /// <summary>Compares; belongs into a transaction.</summary>
    /// <param name="connection">The database, of this program's version.</param>
    /// <returns>The differences.</returns>
    public static IReadOnlyList<SchemaDifference> Run(LabConnection connection)
    {
        using var model = Model(Migration.All);
        using var shared = Model(Migration.All.Take(1));
        using var objects = connection.Command(SchemaObject.Query);
        var comparison = new SchemaComparison(SchemaObject.ReadAll(objects));
        var expected = ObjectsOf(model);
        var sharedTables = ObjectsOf(shared).Select(item => item.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in expected.Where(item => item.Type == "table"))
        {
            using var wanted = model.CreateCommand();
            using var found = connection.Command(string.Empty);
            comparison.CompareTable(item.Name, SchemaObject.ReadColumns(wanted, item.Name), SchemaObject.ReadColumns(found, item.Name), sharedTables.Contains(item.Name));
        }

        comparison.CompareIndexes([.. expected.Where(item => item.Type == "index")]);
        comparison.NameOthers(expected);
        return comparison._differences;
    }

    /// <summary>The statement that makes an index of ours.</summary>
    /// <param name="name">The index.</param>
    /// <returns>The statement, or null when there is no such index.</returns>
    public static string? IndexDefinition(string name)
    {
        using var model = Model(Migration.All);
        return ObjectsOf(model).Find(item => item.Type == "index" && item.Name == name)?.Sql;
    }

    private static SqliteConnection Model(IEnumerable<Migration> migrations)
    {
        var model = new SqliteConnection("Data Source=:memory:;Pooling=False");
        model.Open();
        foreach (var migration in migrations)
        {
            using var make = model.CreateCommand();
            make.CommandText = migration.Sql;
            make.ExecuteNonQuery();
        }

        return model;
    }

    private static List<SchemaObject> ObjectsOf(SqliteConnection model)
    {
        using var command = model.CreateCommand();
        command.CommandText = SchemaObject.Query;
        return SchemaObject.ReadAll(command);
    }

    private void CompareTable(string table, List<string> expected, List<string> found, bool isShared)
    {
        if (found.Count == 0)
        {
            Add(SchemaDifferenceKind.Broken, table, $"There is no table {table}.");
            return;
        }

        for (var i = 0; i < expected.Count; i++)
        {
            // Other programs read shared columns by position (lab.md §6); ours are read by name.
            if (isShared && (i >= found.Count || !Same(expected[i], found[i])))
            {
                Add(
                    SchemaDifferenceKind.Broken,
                    table,
                    FormattableString.Invariant($"Column {i} of {table} is {(i < found.Count ? found[i] : "missing")}; other programs, which read it by its place, expect {expected[i]}."));
            }
            else if (!isShared && !found.Exists(column => Same(column, expected[i])))
            {
                Add(SchemaDifferenceKind.Broken, table, $"The table {table} has no column {expected[i]}.");
            }
        }

        foreach (var column in found.Where(column => !expected.Exists(wanted => Same(wanted, column))))
        {
            Add(SchemaDifferenceKind.Extra, table, $"The table {table} has a column {column}, which MicroStatus does not know.");
        }
    }

    private void CompareIndexes(List<SchemaObject> expected)
    {
        foreach (var index in expected.Where(index => _found.Exists(item => item.Type == "table" && Same(item.Name, index.Table))))
        {
            if (_found.Find(item => item.Type == "index" && Same(item.Name, index.Name)) is not { } found)
            {
                Add(SchemaDifferenceKind.MissingIndex, index.Name, $"The index {index.Name} of {index.Table} is missing: reading is slow without it.");
            }
            else if (!Same(Plain(found.Sql), Plain(index.Sql)))
            {
                Add(
                    SchemaDifferenceKind.OtherIndex,
                    index.Name,
                    $"The index {index.Name} is another one than MicroStatus makes. Drop it while no program uses the database, and run {FileFindings.RepairCommand}.");
            }
        }
    }

    private void NameOthers(List<SchemaObject> expected)
    {
        foreach (var item in _found.Where(item => !expected.Exists(known => known.Type == item.Type && Same(known.Name, item.Name))))
        {
            var place = item.Type == "table" ? string.Empty : $" on {item.Table}";
            Add(SchemaDifferenceKind.Extra, item.Name, $"There is a {item.Type} {item.Name}{place} that MicroStatus does not make.");
        }
    }

    private void Add(SchemaDifferenceKind kind, string name, string text) => _differences.Add(new SchemaDifference(kind, name, text));

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string? Plain(string? sql) => sql is null ? null : Decoration().Replace(sql, string.Empty);

    [GeneratedRegex(@"[\s""`\[\]]+|\bIF\s+NOT\s+EXISTS\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decoration();
}
