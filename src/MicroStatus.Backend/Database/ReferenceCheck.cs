using System.Globalization;
using MicroStatus.Database.Examination;

namespace MicroStatus.Backend.Database;

/// <summary>Finds values that refer to rows which are not there.</summary>
internal static class ReferenceCheck
{
    /// <summary>Checks all tables; belongs into a transaction.</summary>
    /// <param name="connection">The database.</param>
    /// <returns>Each such value with the rows that hold it.</returns>
    public static IReadOnlyList<DanglingReference> Run(LabConnection connection)
    {
        var rows = new Dictionary<(string Table, string Column, string Parent, string Value), List<long>>();
        var columns = new Dictionary<(string Table, long Key), string>();
        using var command = connection.Command("SELECT \"table\", rowid, parent, fkid FROM pragma_foreign_key_check WHERE rowid IS NOT NULL");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (table, row, parent, key) = (reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3));
            if (!columns.TryGetValue((table, key), out var column))
            {
                columns[(table, key)] = column = (string)connection.Scalar(
                    "SELECT \"from\" FROM pragma_foreign_key_list(@table) WHERE id = @key AND seq = 0", ("@table", table), ("@key", key))!;
            }

            var value = StoredValue.Show(connection.Scalar($"SELECT {Quote(column)} FROM {Quote(table)} WHERE rowid = @row", ("@row", row)));
            var place = (table, column, parent, value);
            if (!rows.TryGetValue(place, out var held))
            {
                rows[place] = held = [];
            }

            held.Add(row);
        }

        return
        [
            .. rows
                .Select(pair => new DanglingReference(pair.Key.Table, pair.Key.Column, pair.Key.Parent, pair.Key.Value, pair.Value))
                .OrderBy(reference => string.Create(CultureInfo.InvariantCulture, $"{reference.Table}.{reference.Column}"), StringComparer.Ordinal),
        ];
    }

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
