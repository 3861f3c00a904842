using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace MicroStatus.Backend.Database;

/// <summary>A WHERE clause that grows; values become parameters.</summary>
/// <param name="patterns">Wildcards in SQL, of the connection that the clause is for.</param>
internal sealed class SqlCondition(NamePatterns patterns) : IDisposable
{
    // Beyond this, comparing one by one in a function is quicker than a list of comparisons.
    private const int MostComparisons = 64;

    private readonly StringBuilder _sql = new();
    private readonly List<(string Name, object Value)> _parameters = [];
    private readonly List<long> _sets = [];

    /// <summary>Adds a part that must hold.</summary>
    /// <param name="sql">The part.</param>
    public void And(string sql) => _sql.Append(" AND (").Append(sql).Append(')');

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its place in the text.</returns>
    public string Value(object value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{_parameters.Count}");
        _parameters.Add((name, value));
        return name;
    }

    /// <summary>A comparison with any of some numbers.</summary>
    /// <param name="column">The column.</param>
    /// <param name="numbers">The numbers, as many as one likes.</param>
    /// <returns>The part.</returns>
    public string AnyOf(string column, IEnumerable<long> numbers) =>
        $"{column} IN (SELECT value FROM json_each({Value("[" + string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))) + "]")}))";

    /// <summary>A comparison with any of some texts, as they are.</summary>
    /// <param name="column">The column.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>The part.</returns>
    public string AnyOf(string column, IEnumerable<string> texts) => $"{column} IN ({string.Join(", ", texts.Select(text => Value(text)))})";

    /// <summary>A match with any of some patterns, case-insensitive; plain ASCII texts can use an index.</summary>
    /// <param name="column">The column.</param>
    /// <param name="wildcards">PowerShell patterns.</param>
    /// <returns>The part.</returns>
    public string Matches(string column, IReadOnlyList<string> wildcards)
    {
        var compiled = wildcards.Select(wildcard => new NamePattern(wildcard)).ToList();
        if (compiled.Count <= MostComparisons && compiled.TrueForAll(pattern => pattern.IsAsciiLiteral))
        {
            return AnyOf(column + " COLLATE NOCASE", compiled.Select(pattern => pattern.Literal!));
        }

        var set = patterns.Add(compiled);
        _sets.Add(set);
        return $"name_matches({Value(set)}, {column})";
    }

    /// <summary>The same for names with an index: of few enough spellings, that index is used whatever the patterns and letters.</summary>
    /// <param name="column">The column.</param>
    /// <param name="wildcards">PowerShell patterns.</param>
    /// <param name="names">Finds the spellings.</param>
    /// <param name="isIndexed">The index can be used.</param>
    /// <returns>The part.</returns>
    public string Matches(string column, IReadOnlyList<string> wildcards, NameLookup names, out bool isIndexed)
    {
        var compiled = wildcards.Select(wildcard => new NamePattern(wildcard)).ToLookup(pattern => pattern.IsAsciiLiteral);
        var literals = compiled[true].Select(pattern => pattern.Literal!).ToList<object>();
        var found = literals.Count > NameLookup.Most ? null : compiled[false].Any() ? names.Find([.. compiled[false]]) : [];
        isIndexed = found is not null;
        return found is null ? Matches(column, wildcards) : $"{column} COLLATE NOCASE IN ({string.Join(", ", literals.Concat(found).Select(Value))})";
    }

    /// <summary>Writes the clause's values into a command.</summary>
    /// <param name="command">The command.</param>
    public void Bind(SqliteCommand command)
    {
        foreach (var (name, value) in _parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var set in _sets)
        {
            patterns.Remove(set);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _sql.ToString();
}
