using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MicroStatus.Backend.Database;

/// <summary>The one place that turns what SQLite says into an error a person can act on.</summary>
internal static class DatabaseErrors
{
    // SQLITE_READONLY_CANTINIT: a write-ahead log without its shared memory, which a reader may not make.
    private const int ReadOnlyCannotInitialize = raw.SQLITE_READONLY | (5 << 8);

    /// <summary>Translates a result code.</summary>
    /// <param name="code">What SQLite returned; an extended code.</param>
    /// <param name="path">The database.</param>
    /// <returns>The documented error.</returns>
    public static StatusException From(int code, string path) =>
        From(new SqliteException(FormattableString.Invariant($"SQLite returned {code}."), code & 0xff, code), path);

    /// <summary>Translates.</summary>
    /// <param name="e">What SQLite said.</param>
    /// <param name="path">The database.</param>
    /// <returns>The documented error.</returns>
    public static StatusException From(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Locked(path, TimeSpan.Zero, e),
        raw.SQLITE_READONLY when e.SqliteExtendedErrorCode is raw.SQLITE_READONLY_ROLLBACK or raw.SQLITE_READONLY_RECOVERY
            or ReadOnlyCannotInitialize => NeedsRecovery(path, e),
        raw.SQLITE_READONLY => ReadOnly(path, e),
        raw.SQLITE_CORRUPT => Corrupt(path, e),
        raw.SQLITE_NOTADB => NotSqlite(path, "is not an SQLite database, or is damaged at its start", e),
        raw.SQLITE_CANTOPEN => NoPermission(path, "cannot be opened, or its folder does not allow the journal beside it", e),
        raw.SQLITE_PERM or raw.SQLITE_AUTH => NoPermission(path, "may not be opened", e),
        raw.SQLITE_FULL => new StatusException(
            "DatabaseFailed", StatusErrorCategory.Failure, $"The disk that holds the database '{path}' is full.", "Free some space and try again; nothing was half written.", path, e),
        _ => new StatusException(
            "DatabaseFailed", StatusErrorCategory.Failure, $"The database '{path}' refused: {e.Message}", null, path, e),
    };

    /// <summary><c>DatabaseLocked</c>.</summary>
    /// <param name="path">The database.</param>
    /// <param name="waited">How long it was waited for.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static StatusException Locked(string path, TimeSpan waited, Exception? inner) => new(
        "DatabaseLocked",
        StatusErrorCategory.Busy,
        $"The database '{path}' is locked by another program"
            + (waited > TimeSpan.Zero ? FormattableString.Invariant($"; it was waited for {waited.TotalSeconds:0.#} s.") : "."),
        "Try again when the other program is done, or raise Database:BusyTimeout.",
        path,
        inner);

    /// <summary><c>DatabaseNotSqlite</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is instead.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static StatusException NotSqlite(string path, string what, Exception? inner = null) => new(
        "DatabaseNotSqlite",
        StatusErrorCategory.InvalidData,
        $"'{path}' {what}.",
        "Check Database:Path in the settings; Restore-DatasetDb brings a backup back, and New-DatasetDb makes a new database.",
        path,
        inner);

    /// <summary><c>DatabaseCorrupt</c>.</summary>
    /// <param name="path">The database.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static StatusException Corrupt(string path, Exception? inner) => new(
        "DatabaseCorrupt",
        StatusErrorCategory.InvalidData,
        $"The database '{path}' is damaged: its pages contradict each other, or a part of them is missing.",
        "Restore-DatasetDb -Latest brings the newest backup back, and keeps the damaged file.",
        path,
        inner);

    /// <summary><c>DatabaseReadOnly</c>.</summary>
    /// <param name="path">The database.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static StatusException ReadOnly(string path, Exception? inner) => new(
        "DatabaseReadOnly",
        StatusErrorCategory.Permission,
        $"The database '{path}' or its folder may only be read.",
        "Ask for write access to the file and its folder: SQLite keeps a journal beside the file.",
        path,
        inner);

    /// <summary><c>DatabaseNoPermission</c>.</summary>
    /// <param name="path">The database.</param>
    /// <param name="what">What fails.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static StatusException NoPermission(string path, string what, Exception? inner) => new(
        "DatabaseNoPermission", StatusErrorCategory.Permission, $"The database '{path}' {what}.", "Ask for access to the file and its folder.", path, inner);

    /// <summary><c>DatabaseNeedsRecovery</c>: a writer was killed, and reading alone may not put things right.</summary>
    /// <param name="path">The database.</param>
    /// <param name="inner">The cause.</param>
    /// <returns>The error.</returns>
    public static StatusException NeedsRecovery(string path, Exception? inner) => new(
        "DatabaseNeedsRecovery",
        StatusErrorCategory.InvalidOperation,
        $"A program was ended while it wrote to the database '{path}'; its unfinished change must be rolled back, which reading alone may not do.",
        "Run a command that writes, for example Invoke-StatusCheck or Backup-DatasetDb: SQLite then recovers by itself.",
        path,
        inner);
}
