using System.Globalization;
using Microsoft.Data.Sqlite;
using MicroStatus.Datasets;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Reads the present row of a reader by what each value really is: SQLite keeps any type in any column.</summary>
/// <param name="reader">The reader.</param>
/// <param name="labTime">How times are written.</param>
internal sealed class StoredRow(SqliteDataReader reader, LabTime labTime)
{
    private readonly sqlite3_stmt _statement = reader.Handle ?? throw new InvalidOperationException("The reader is closed.");
    private List<string>? _problems;

    /// <summary>What could not be interpreted since the last call; the list is then begun anew.</summary>
    /// <returns>A sentence each.</returns>
    public IReadOnlyList<string> TakeProblems()
    {
        IReadOnlyList<string> problems = _problems ?? (IReadOnlyList<string>)[];
        _problems = null;
        return problems;
    }

    /// <summary>Notes something that could not be interpreted.</summary>
    /// <param name="problem">A sentence.</param>
    public void Note(string problem) => (_problems ??= []).Add(problem);

    /// <summary>Whether a column is NULL.</summary>
    /// <param name="column">Its ordinal.</param>
    /// <returns>True when it is.</returns>
    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>Whether a column holds bytes, which are no text and no number.</summary>
    /// <param name="column">Its ordinal.</param>
    /// <returns>True when it does.</returns>
    public bool IsBytes(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_BLOB;

    /// <summary>A value as it is stored, for a person: NULL and an empty text differ.</summary>
    /// <param name="column">Its ordinal.</param>
    /// <returns>NULL, or the value in quotes.</returns>
    public string Quote(int column) => IsNull(column) ? "NULL" : $"'{StoredValue.Show(StoredValue.Read(_statement, column))}'";

    /// <summary>A text; NULL and empty are the same (lab.md §6: empty strings stand for NULL).</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <param name="name">The column's name.</param>
    /// <returns>The text, or null.</returns>
    public string? Text(int column, string name)
    {
        switch (raw.sqlite3_column_type(_statement, column))
        {
            case raw.SQLITE_NULL:
                return null;
            case raw.SQLITE_BLOB:
                Note(string.Create(CultureInfo.InvariantCulture, $"{name}: {StoredValue.Show(StoredValue.Read(_statement, column))} where a text belongs"));
                return null;
            default:
                var text = raw.sqlite3_column_text(_statement, column).utf8_to_string();
                return string.IsNullOrEmpty(text) ? null : text;
        }
    }

    /// <summary>A whole number.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <param name="name">The column's name.</param>
    /// <returns>The number, or null.</returns>
    public int? Integer(int column, string name)
    {
        if (raw.sqlite3_column_type(_statement, column) == raw.SQLITE_INTEGER
            && raw.sqlite3_column_int64(_statement, column) is >= int.MinValue and <= int.MaxValue and var number)
        {
            return (int)number;
        }

        var value = StoredValue.Read(_statement, column);
        if (StoredValue.AsInteger(value) is { } integer)
        {
            return integer;
        }

        if (!StoredValue.IsEmpty(value))
        {
            Note($"{name}: '{StoredValue.Show(value)}' is not a whole number");
        }

        return null;
    }

    /// <summary>A flag; NULL is false.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <param name="name">The column's name.</param>
    /// <returns>True when it is set.</returns>
    public bool Flag(int column, string name) => Integer(column, name) is not null and not 0;

    /// <summary>A time as the shared tables store it.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <param name="name">The column's name.</param>
    /// <returns>The moment, or null.</returns>
    public DateTimeOffset? Time(int column, string name)
    {
        if (Text(column, name) is not { } text)
        {
            return null;
        }

        var moment = labTime.Read(text);
        if (moment is null)
        {
            Note($"{name}: '{text}' is not a time");
        }

        return moment;
    }

    /// <summary>A time as tables of our own store it.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <returns>The moment, or null.</returns>
    public DateTimeOffset? OwnTime(int column) => StoredTime.Read(raw.sqlite3_column_text(_statement, column).utf8_to_string());

    /// <summary>A time as tables of our own store it, in the lab's time zone, as people are shown it.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <returns>The moment, or null.</returns>
    public DateTimeOffset? OwnTimeAtLab(int column) => OwnTime(column) is { } moment ? TimeZoneInfo.ConvertTime(moment, labTime.Zone) : null;

    /// <summary>A number of a table of our own.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <returns>The number; 0 for NULL.</returns>
    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A number of a table of ours.</summary>
    /// <param name="column">The column's number.</param>
    /// <returns>The number; 0 for NULL.</returns>
    public double Double(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>Bytes of a table of our own.</summary>
    /// <param name="column">The column's ordinal.</param>
    /// <returns>The bytes.</returns>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();
}
