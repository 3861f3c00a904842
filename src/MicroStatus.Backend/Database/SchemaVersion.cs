using System.Globalization;

namespace MicroStatus.Backend.Database;

/// <summary>Which schema a database has.</summary>
internal static class SchemaVersion
{
    /// <summary>The version noted in the file; 0 for a database made by others.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <returns>The version.</returns>
    /// <exception cref="StatusException"><c>DatabaseTooNew</c>.</exception>
    public static int Read(LabConnection connection)
    {
        var version = Convert.ToInt32(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > Migration.CurrentVersion)
        {
            throw new StatusException(
                "DatabaseTooNew",
                StatusErrorCategory.InvalidOperation,
                FormattableString.Invariant($"The database '{connection.Path}' has schema version {version}; this MicroStatus knows versions up to {Migration.CurrentVersion}."),
                "Install the newer MicroStatus on this machine.",
                connection.Path);
        }

        return version;
    }

    /// <summary>Makes sure that a database is of this program's version.</summary>
    /// <param name="connection">The database, in a transaction.</param>
    /// <exception cref="StatusException"><c>DatabaseTooNew</c>, <c>DatabaseNeedsUpdate</c>, <c>DatabaseShapeUnknown</c>.</exception>
    public static void RequireCurrent(LabConnection connection)
    {
        var version = Read(connection);
        if (!HasTable(connection, "dataset") || (version == Migration.CurrentVersion && !HasTable(connection, "monitor_note")))
        {
            throw DatasetShape.Unknown(connection.Path, ["its tables are not those of a dataset database"]);
        }

        if (version < Migration.CurrentVersion)
        {
            throw new StatusException(
                "DatabaseNeedsUpdate",
                StatusErrorCategory.InvalidOperation,
                version == 0
                    ? $"The database '{connection.Path}' was made by another program and has no tables of MicroStatus yet."
                    : FormattableString.Invariant($"The database '{connection.Path}' has schema version {version}, an older one than {Migration.CurrentVersion}."),
                "Run Update-DatasetDb: it makes a backup first and keeps every row.",
                connection.Path);
        }
    }

    /// <summary>Whether a table is there.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="table">Its name.</param>
    /// <returns>True when it is.</returns>
    public static bool HasTable(LabConnection connection, string table) =>
        connection.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @table COLLATE NOCASE", ("@table", table)) is not null;

    /// <summary>Whether SQLite's own check finds nothing wrong with any page, row or index.</summary>
    /// <param name="connection">The database.</param>
    /// <returns>True when it is sound.</returns>
    public static bool IsSound(LabConnection connection) => connection.Scalar("PRAGMA integrity_check(1)") is "ok";

    /// <summary>The number of datasets.</summary>
    /// <param name="connection">The database.</param>
    /// <returns>Rows of <c>dataset</c>.</returns>
    public static long CountDatasets(LabConnection connection) =>
        Convert.ToInt64(connection.Scalar("SELECT COUNT(*) FROM dataset"), CultureInfo.InvariantCulture);
}
