using System.Globalization;

namespace MicroStatus.Backend.Database;

/// <summary>Finds the spellings of names that patterns match, by way of a table's index on names: each name once, however many rows have it.</summary>
/// <param name="connection">The database.</param>
/// <param name="table">A table with a column <c>name</c> and an index on it in the order of NOCASE.</param>
internal sealed class NameLookup(LabConnection connection, string table)
{
    /// <summary>With more names than that, reading the rows in their own order is quicker.</summary>
    public const int Most = 1000;

    private const char Replacement = '\uFFFD';

    /// <summary>Finds them.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <returns>Names as they are stored, which differ by more than the case of ASCII letters; null when they are too many, or cannot be told as text.</returns>
    public IReadOnlyList<object>? Find(IReadOnlyList<NamePattern> patterns)
    {
        var set = connection.Patterns.Add(patterns);
        try
        {
            return connection.Read(() => Find(patterns, set));
        }
        finally
        {
            connection.Patterns.Remove(set);
        }
    }

    private List<object>? Find(IReadOnlyList<NamePattern> patterns, long set)
    {
        var found = new List<object>();
        foreach (var range in patterns.SelectMany(NameRanges.Of).Distinct())
        {
            using var command = connection.Command(Next(range.High is not null), ("@low", range.Low), ("@set", set), ("@most", Most + 1));
            if (range.High is { } high)
            {
                command.Parameters.AddWithValue("@high", high);
            }

            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var name = reader.GetValue(0);
                if (found.Count == Most || (name as string)?.Contains(Replacement, StringComparison.Ordinal) == true)
                {
                    return null;
                }

                found.Add(name);
            }
        }

        return found;
    }

    // From each name to the next one in the index, so that the rows of a name are skipped.
    private string Next(bool isBounded)
    {
        string First(string comparison) => string.Create(
            CultureInfo.InvariantCulture,
            $"(SELECT t.name FROM {table} t WHERE t.name COLLATE NOCASE {comparison}{(isBounded ? " AND t.name COLLATE NOCASE < @high" : string.Empty)} ORDER BY t.name COLLATE NOCASE LIMIT 1)");

        return $"""
            WITH RECURSIVE n (name) AS (SELECT {First(">= @low")} UNION ALL SELECT {First("> n.name")} FROM n WHERE n.name IS NOT NULL)
            SELECT name FROM n WHERE name IS NOT NULL AND name_matches(@set, name) LIMIT @most
            """;
    }
}
