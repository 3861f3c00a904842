namespace MicroStatus.Backend.Database;

/// <summary>Makes an older database look current to one connection, without writing to it: what is missing is added as temporary tables and views, which
/// SQLite finds before those of the file and keeps in memory.</summary>
internal static class UpgradePreview
{
    /// <summary>Adds what is missing.</summary>
    /// <param name="connection">The database; it may be open for reading only.</param>
    public static void Add(LabConnection connection) => connection.Guarded(() =>
    {
        connection.Execute("PRAGMA temp_store = MEMORY");
        foreach (var (table, wanted) in Model())
        {
            if (connection.Read(() => Missing(connection, table, wanted)) is { } statement)
            {
                connection.Execute(statement);
            }
        }
    });

    private static string? Missing(LabConnection connection, string table, List<(string Name, string Default)> wanted)
    {
        using var command = connection.Command("SELECT name FROM pragma_table_info(@table)", ("@table", table));
        using var reader = command.ExecuteReader();
        var present = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
        {
            present.Add(reader.GetString(0));
        }

        if (present.Count == 0)
        {
            return $"CREATE TEMP TABLE {table} ({string.Join(", ", wanted.Select(column => column.Name))})";
        }

        var missing = wanted.Where(column => !present.Contains(column.Name)).ToList();
        return missing.Count == 0
            ? null
            : $"CREATE TEMP VIEW {table} AS SELECT *, {string.Join(", ", missing.Select(column => $"{column.Default} AS {column.Name}"))} FROM main.{table}";
    }

    // The tables of this program's version, with the columns and what each holds in a row that does not say.
    private static Dictionary<string, List<(string Name, string Default)>> Model()
    {
        using var model = Migration.MakeModel(Migration.CurrentVersion);
        using var command = model.CreateCommand();
        command.CommandText = """
            SELECT t.name, c.name, COALESCE(c.dflt_value, 'NULL') FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY t.name, c.cid
            """;
        using var reader = command.ExecuteReader();
        var tables = new Dictionary<string, List<(string, string)>>(StringComparer.Ordinal);
        while (reader.Read())
        {
            if (!tables.TryGetValue(reader.GetString(0), out var columns))
            {
                tables[reader.GetString(0)] = columns = [];
            }

            columns.Add((reader.GetString(1), reader.GetString(2)));
        }

        return tables;
    }
}
