using Microsoft.Data.Sqlite;

namespace MicroStatus.Backend.Database;

/// <summary>A table, index, trigger or view.</summary>
/// <param name="Type">Which of them.</param>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table it is of.</param>
/// <param name="Sql">The statement that made it; null for what SQLite makes by itself.</param>
internal sealed record SchemaObject(string Type, string Name, string Table, string? Sql)
{
    /// <summary>The statement that lists them, but for SQLite's own.</summary>
    public const string Query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name";

    /// <summary>Reads them.</summary>
    /// <param name="command">A command of <see cref="Query"/>.</param>
    /// <returns>All of them.</returns>
    public static List<SchemaObject> ReadAll(SqliteCommand command)
    {
        var objects = new List<SchemaObject>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            objects.Add(new SchemaObject(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return objects;
    }

    /// <summary>Reads the columns of a table.</summary>
    /// <param name="command">An empty command.</param>
    /// <param name="table">The table.</param>
    /// <returns>Names in their order; none when there is no such table.</returns>
    public static List<string> ReadColumns(SqliteCommand command, string table)
    {
        command.CommandText = "SELECT name FROM pragma_table_info(@table) ORDER BY cid";
        command.Parameters.AddWithValue("@table", table);
        var columns = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
