using System.Globalization;

namespace MicroStatus.Database;

/// <summary>Names of daily backups: made from a day, and read back as strictly.</summary>
/// <param name="pattern">The configured name with <c>{Database}</c> and <c>{Date}</c>.</param>
/// <param name="databasePath">The database.</param>
public sealed class BackupName(string pattern, string databasePath)
{
    private const string Database = "{Database}";
    private const string Date = "{Date}";
    private const string Format = "yyyy-MM-dd";

    /// <summary>The database's name without its ending.</summary>
    public string Stem { get; } = Path.GetFileNameWithoutExtension(databasePath);

    /// <summary>The ending of backups, for example <c>.db</c>.</summary>
    public string Ending => Path.GetExtension(pattern);

    /// <summary>The name of a day's backup.</summary>
    /// <param name="date">The day at the lab.</param>
    /// <returns>A file name.</returns>
    public string Of(DateOnly date) => Of(date.ToString(Format, CultureInfo.InvariantCulture));

    /// <summary>A name beside the daily ones.</summary>
    /// <param name="occasion">What stands in place of the date, for example <c>before-upgrade-2026-09-14_10-00-00</c>.</param>
    /// <returns>A file name.</returns>
    public string Of(string occasion) => string.Join(Stem, pattern.Replace(Date, occasion, StringComparison.Ordinal).Split(Database));

    /// <summary>The day of a backup.</summary>
    /// <param name="fileName">Any file name.</param>
    /// <returns>The day, or null when the name is not exactly that of a daily backup of this database.</returns>
    public DateOnly? DateOf(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var start = pattern.IndexOf(Date, StringComparison.Ordinal) is var index and >= 0
            ? string.Join(Stem, pattern[..index].Split(Database)).Length
            : -1;
        return start >= 0
            && fileName.Length >= start + Format.Length
            && DateOnly.TryParseExact(fileName.AsSpan(start, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && string.Equals(Of(date), fileName, StringComparison.Ordinal)
                ? date
                : null;
    }
}
