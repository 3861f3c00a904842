using System.Globalization;
using MicroStatus.Datasets;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>Values of shared columns, whatever their real type: what they mean, and whether two mean the same.</summary>
internal static class StoredValue
{
    /// <summary>Reads a value as it is stored.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="column">The column's ordinal.</param>
    /// <returns>A long, a double, a text, bytes, or null.</returns>
    public static object? Read(sqlite3_stmt statement, int column) => raw.sqlite3_column_type(statement, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, column),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? string.Empty,
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, column).ToArray(),
        _ => null,
    };

    /// <summary>NULL, or the empty text that stands for it.</summary>
    /// <param name="value">The stored value.</param>
    /// <returns>True when there is nothing.</returns>
    public static bool IsEmpty(object? value) => value is null or DBNull || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>A stored value as a whole number; numbers kept as text count.</summary>
    /// <param name="value">The stored value.</param>
    /// <returns>The number, or null when it is none or does not fit.</returns>
    public static int? AsInteger(object? value) => value switch
    {
        long number and >= int.MinValue and <= int.MaxValue => (int)number,
        double number when Math.Abs(number) <= int.MaxValue && double.IsInteger(number) => (int)number,
        string text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A stored value as a flag; NULL and what is no whole number are false.</summary>
    /// <param name="value">The stored value.</param>
    /// <returns>True when it is set.</returns>
    public static bool AsFlag(object? value) => AsInteger(value) is not null and not 0;

    /// <summary>A stored value for a person.</summary>
    /// <param name="value">The stored value.</param>
    /// <returns>A short text.</returns>
    public static string Show(object? value) => value switch
    {
        null or DBNull => "NULL",
        byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"{bytes.Length} {(bytes.Length == 1 ? "byte" : "bytes")}"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>A value to be stored, as SQLite takes it.</summary>
    /// <param name="value">Text, number, truth, time, status or null.</param>
    /// <param name="labTime">How times are written.</param>
    /// <returns>A long, a text, or null.</returns>
    public static object? ForStorage(object? value, LabTime labTime) => value switch
    {
        null or DBNull or string or long => value is DBNull ? null : value,
        bool flag => flag ? 1L : 0L,
        int number => (long)number,
        DateTimeOffset moment => labTime.Write(moment),
        ImagingStatus status => StatusText.Of(status),
        ProcessingStatus status => StatusText.Of(status),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Whether a stored value is still the one that a decision saw, which may have read NULL where the row holds something that is no number or time.</summary>
    /// <param name="kind">What the column holds.</param>
    /// <param name="stored">The stored value.</param>
    /// <param name="seen">The value that the decision saw, from <see cref="ForStorage"/>.</param>
    /// <param name="labTime">How times are written.</param>
    /// <returns>True when nobody has changed it.</returns>
    public static bool Agrees(ColumnKind kind, object? stored, object? seen, LabTime labTime) => kind switch
    {
        ColumnKind.Integer => AsInteger(stored) == AsInteger(seen),
        ColumnKind.Flag => AsFlag(stored) == AsFlag(seen),
        ColumnKind.Time => labTime.Read(stored as string) == labTime.Read(seen as string),
        _ => (IsEmpty(stored) && IsEmpty(seen)) || (stored is not (null or byte[]) && seen is not null && Show(stored) == Show(seen)) || (stored is byte[] && seen is null),
    };
}
